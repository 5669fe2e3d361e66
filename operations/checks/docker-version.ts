import { installationOf } from "../node/installation";
import type { Check } from "./check";

/** The installer installs Docker where there is none, but refuses one that is too old. */
export const dockerVersion: Check = ({ cluster, facts }) => {
  if (facts.docker === undefined || installationOf(facts) !== "absent") return undefined;
  const needed = cluster.installer.environment["DOCKER_VERSION"] ?? cluster.release.docker.engine;
  if (needed === null || !isOlder(facts.docker, needed)) return undefined;
  return {
    cause: `Docker ${facts.docker} is older than OpenVidu ${cluster.releaseName} needs (${needed}).`,
    suggestion: `Update Docker on the machine to ${needed} or later, or remove it: the installer then installs the right one.`,
    code: "docker-too-old",
  };
};

/** Compares versions number by number. */
export function isOlder(version: string, needed: string): boolean {
  const [own, wanted] = [version, needed].map((text) => (text.match(/\d+/g) ?? []).map(Number));
  for (const [index, number] of (wanted ?? []).entries()) {
    const difference = (own?.[index] ?? 0) - number;
    if (difference !== 0) return difference < 0;
  }
  return false;
}
