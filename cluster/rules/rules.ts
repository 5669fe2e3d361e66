import { certificateBlock } from "./certificate-block";
import { domainName } from "./domain-name";
import { fourMasters } from "./four-masters";
import { installerArguments } from "./installer-arguments";
import { knownModules } from "./known-modules";
import { knownRelease } from "./known-release";
import { loadBalancerPorts } from "./load-balancer-ports";
import { mediaCount } from "./media-count";
import { modulesGiven } from "./modules-given";
import { nodeAddresses } from "./node-addresses";
import { numberNotation } from "./number-notation";
import { portConflicts } from "./port-conflicts";
import { portNumbers } from "./port-numbers";
import { releaseKeys } from "./release-keys";
import type { Rule } from "./rule";
import { secretValues } from "./secret-values";
import { turnDomain } from "./turn-domain";
import { uniqueAddresses } from "./unique-addresses";
import { uniqueNames } from "./unique-names";

/** Every rule, in the order in which findings at one place are told. */
export const rules: readonly Rule[] = [
  knownRelease,
  fourMasters,
  mediaCount,
  uniqueNames,
  nodeAddresses,
  uniqueAddresses,
  domainName,
  turnDomain,
  certificateBlock,
  loadBalancerPorts,
  modulesGiven,
  knownModules,
  installerArguments,
  releaseKeys,
  secretValues,
  portNumbers,
  numberNotation,
  portConflicts,
];
