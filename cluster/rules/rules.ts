import { certificateBlock } from "./certificate-block";
import { certificateFiles } from "./certificate-files";
import { certificateDomain } from "./certificate-domain";
import { domainName } from "./domain-name";
import { droppedLater } from "./dropped-later";
import { fourMasters } from "./four-masters";
import { identityFiles } from "./identity-files";
import { installerArguments } from "./installer-arguments";
import { jumpHosts } from "./jump-hosts";
import { knownModules } from "./known-modules";
import { knownProblems } from "./known-problems";
import { knownRelease } from "./known-release";
import { loadBalancerPorts } from "./load-balancer-ports";
import { mediaCount } from "./media-count";
import { modulesGiven } from "./modules-given";
import { nodeAddresses } from "./node-addresses";
import { numberNotation } from "./number-notation";
import { portArguments } from "./port-arguments";
import { portConflicts } from "./port-conflicts";
import { portNumbers } from "./port-numbers";
import { releaseKeys } from "./release-keys";
import type { Rule } from "./rule";
import { secretFiles } from "./secret-files";
import { secretValues } from "./secret-values";
import { selfSigned } from "./self-signed";
import { sharedMachines } from "./shared-machines";
import { turnDomain } from "./turn-domain";
import { uniqueAddresses } from "./unique-addresses";
import { uniqueNames } from "./unique-names";
import { unusedAnchors } from "./unused-anchors";
import { unusedSwitches } from "./unused-switches";

/** Every rule, in the order in which findings at one place are told. */
export const rules: readonly Rule[] = [
  knownRelease,
  knownProblems,
  fourMasters,
  mediaCount,
  uniqueNames,
  nodeAddresses,
  uniqueAddresses,
  sharedMachines,
  domainName,
  turnDomain,
  certificateBlock,
  certificateDomain,
  certificateFiles,
  selfSigned,
  loadBalancerPorts,
  modulesGiven,
  knownModules,
  installerArguments,
  portArguments,
  releaseKeys,
  droppedLater,
  unusedSwitches,
  unusedAnchors,
  secretValues,
  secretFiles,
  identityFiles,
  jumpHosts,
  portNumbers,
  numberNotation,
  portConflicts,
];
