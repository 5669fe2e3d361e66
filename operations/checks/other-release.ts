import { installationOf } from "../node/installation";
import type { Check } from "./check";

/** Installing over another release is an upgrade, which has its own way. */
export const otherRelease: Check = ({ cluster, facts }) => {
  const version = facts.deployment?.version;
  if (version === undefined || installationOf(facts) !== "installed") return undefined;
  // `latest` may be newer than the catalogue: what is installed decides.
  if (cluster.releaseName === "latest" || version === cluster.releaseName) return undefined;
  return {
    cause: `OpenVidu ${version} is installed, the manifest says ${cluster.releaseName}.`,
    suggestion: `Write release: ${version} into the manifest; deploying does not upgrade.`,
    code: "other-release",
  };
};
