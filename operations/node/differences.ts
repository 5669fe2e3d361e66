import type { Cluster } from "../../cluster/cluster";
import { installationOf } from "./installation";
import type { NodeFacts } from "./node-facts";
import { comparedParameters } from "./parameters";

/**
 * What the installed masters have otherwise than the manifest says, one sentence for each key of the manifest.
 * A parameter that a node does not have, or that no source confirms, is not compared.
 *
 * @param facts of the nodes, by name, as they were when the action began
 */
export function differencesOf(cluster: Cluster, facts: ReadonlyMap<string, NodeFacts>): string[] {
  return comparedParameters(cluster, "master").flatMap(({ key, file, manifestKey }) => {
    const wanted = wantedValue(cluster, manifestKey);
    const others = new Map<string, string[]>();
    for (const { name } of cluster.masters) {
      const found = facts.get(name);
      if (found === undefined || installationOf(found) !== "installed") continue;
      const value = found.parameters.get(key);
      if (value === undefined || same(manifestKey, value, wanted)) continue;
      others.set(value, [...(others.get(value) ?? []), name]);
    }
    if (others.size === 0) return [];
    const told = [...others].map(
      ([value, names]) => `${names.join(", ")} ${names.length === 1 ? "has" : "have"} ${shown(value)}`,
    );
    return [
      `The manifest says ${manifestKey} ${shown(wanted)}, ${told.join("; ")}. Deploy does not change an installed node: write the nodes' value into the manifest, or change ${key} in ${file} yourself (${cluster.release.configuration.how})`,
    ];
  });
}

function wantedValue(cluster: Cluster, manifestKey: string): string {
  switch (manifestKey) {
    case "domain":
      return cluster.domain;
    case "turnDomain":
      return cluster.turnDomain ?? "";
    case "rtcEngine":
      return cluster.features.rtcEngine;
    case "modules":
      return cluster.features.modules.join(",");
    default:
      throw new Error(`The parameter of the manifest key '${manifestKey}' cannot be compared.`);
  }
}

/** Modules are a set: their order says nothing. */
function same(manifestKey: string, one: string, other: string): boolean {
  if (manifestKey !== "modules") return one === other;
  const sorted = (text: string): string =>
    text
      .split(",")
      .map((word) => word.trim())
      .filter((word) => word !== "")
      .sort()
      .join(",");
  return sorted(one) === sorted(other);
}

function shown(value: string): string {
  return value === "" ? "nothing" : `'${value}'`;
}
