import type { Cluster } from "../../cluster/cluster";
import { ownCertificateFolder } from "../../cluster/release/own-certificate-folder";
import { installationOf } from "./installation";
import type { NodeFacts } from "./node-facts";
import { comparedParameters } from "./parameters";

/** A key of the manifest in which installed masters are not what it says. */
export interface Difference {
  readonly manifestKey: string;
  /** What the manifest says and what the nodes have, in one sentence. */
  readonly told: string;
  /** What the user can do about it. */
  readonly remedy: string;
  /** The values that the nodes have instead; none where their files only hint at it. */
  readonly values: readonly string[];
}

/**
 * What the installed masters have otherwise than the manifest says, one for each key of the manifest.
 * A parameter that a node does not have, or that no source confirms, is not compared.
 *
 * @param facts of the nodes, by name, as they were when the action began
 */
export function differencesOf(cluster: Cluster, facts: ReadonlyMap<string, NodeFacts>): Difference[] {
  const installed = cluster.masters.flatMap(({ name }): [string, NodeFacts][] => {
    const found = facts.get(name);
    return found !== undefined && installationOf(found) === "installed" ? [[name, found]] : [];
  });
  return [...parameterDifferences(cluster, installed), ...certificateDifference(cluster, installed)];
}

const MODULES_GUIDE = " OpenVidu's guide to enabling and disabling modules tells what else a module needs.";

function parameterDifferences(cluster: Cluster, installed: readonly [string, NodeFacts][]): Difference[] {
  return comparedParameters(cluster, "master").flatMap(({ key, file, manifestKey }) => {
    const wanted = wantedValue(cluster, manifestKey);
    const others = new Map<string, string[]>();
    for (const [name, { parameters }] of installed) {
      const value = parameters.get(key);
      if (value === undefined || same(manifestKey, value, wanted)) continue;
      others.set(value, [...(others.get(value) ?? []), name]);
    }
    if (others.size === 0) return [];
    const have = [...others].map(([value, names]) => `${whoHave(names)} ${shown(value)}`);
    return [
      {
        manifestKey,
        told: `The manifest says ${manifestKey} ${shown(wanted)}, ${have.join("; ")}.`,
        remedy: `Deploy does not change an installed node: write the nodes' value into the manifest, or change ${key} in ${file} yourself (${cluster.release.configuration.how})${manifestKey === "modules" ? MODULES_GUIDE : ""}`,
        values: [...others.keys()],
      },
    ];
  });
}

/** Of the types, only own certificates leave something documented on a node: a folder, whose files have no documented names. */
function certificateDifference(cluster: Cluster, installed: readonly [string, NodeFacts][]): Difference[] {
  const type = cluster.certificate?.type;
  const folder = ownCertificateFolder(cluster.release);
  if (type === undefined || folder === undefined) return [];
  const own = type === "owncert";
  const others = installed.filter(([, facts]) => facts.ownCertificate !== own).map(([name]) => name);
  if (others.length === 0) return [];
  return [
    {
      manifestKey: "certificate.type",
      told: `The manifest says certificate.type '${type}', ${whoHave(others)} ${own ? "no file" : "files"} in ${folder}, where own certificates are.`,
      remedy:
        "Deploy does not change an installed node, and no public source tells how to change the type of its certificate: write the nodes' type into the manifest, or install the masters anew, which deletes their data.",
      values: [],
    },
  ];
}

function whoHave(names: readonly string[]): string {
  return `${names.join(", ")} ${names.length === 1 ? "has" : "have"}`;
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
  return modulesIn(one).sort().join(",") === modulesIn(other).sort().join(",");
}

/** The modules of a parameter's value. */
export function modulesIn(value: string): string[] {
  return value
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

function shown(value: string): string {
  return value === "" ? "nothing" : `'${value}'`;
}
