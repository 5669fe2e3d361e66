import type { ArgumentFact, Cluster, ClusterNode, NodeRole, ReleaseFacts } from "../cluster";
import { applies } from "../release/condition";
import { formatPath, type Path } from "../source-range";

/** Where a value that is not in the manifest itself comes from at the time of installation: `license`, `credentials.redisPassword`, `certificate.privateKey`. */
export type ValueKey = string;

/** One argument of the installer. */
export interface InstallerArgument {
  readonly name: string;
  /** Absent: a flag. */
  readonly value?: ArgumentText;
}

export type ArgumentText =
  /** Known from the manifest alone. */
  | { readonly kind: "text"; readonly text: string }
  /** Looked up under `key` when it is needed; `file`: the base64 of a file's content. */
  | { readonly kind: "looked-up"; readonly key: ValueKey; readonly secret: boolean; readonly file: boolean };

/** The arguments that every node of the role gets, in the documents' order; without the node's own ones. */
export function roleArguments(cluster: Cluster, role: NodeRole): InstallerArgument[] {
  return factsFor(cluster, role)
    .filter((fact) => fact.value.nodeKey === undefined)
    .flatMap((fact) => argumentOf(cluster, fact, undefined));
}

/** The arguments that only this node gets: its own addresses. */
export function nodeArguments(cluster: Cluster, node: ClusterNode): InstallerArgument[] {
  return factsFor(cluster, node.role, node)
    .filter((fact) => fact.value.nodeKey !== undefined)
    .flatMap((fact) => argumentOf(cluster, fact, node));
}

/** What a key of the manifest becomes on the installer's command line, for each role. */
export function argumentsOfKey(release: ReleaseFacts, path: Path): ArgumentFact[] {
  const key = formatPath(path);
  const nodeKey = /^(?:master|media)Nodes\[\d+\]\.(\w+)$/.exec(key)?.[1];
  const role = key.startsWith("masterNodes") ? "master" : "media";
  return release.arguments.filter(({ value, role: of, when }) => {
    if (value.key === key || value.file === key) return true;
    if (key === "loadBalancing") return value.flag === true && when?.loadBalancing !== undefined;
    if (nodeKey === undefined) return false;
    if (nodeKey === "privateIp" && role === "master" && value.masterPrivateIps === true) return true;
    if (nodeKey === "forcePublicIp") return when?.forcePublicIp === true;
    return of === role && value.nodeKey === nodeKey;
  });
}

/**
 * The facts whose conditions hold for the role, or for the node where one is given. Arguments that no manifest key
 * stands for are left out: they come from installer.arguments, or not at all.
 */
export function factsFor(cluster: Cluster, role: NodeRole, node?: ClusterNode): ArgumentFact[] {
  const anyForced = cluster.media.some((media) => media.forcePublicIp);
  // A node's own argument is judged by the node; before a node is known, by whether any needs it.
  const forcePublicIp = node?.role === "media" ? node.forcePublicIp : anyForced;
  return cluster.release.arguments.filter(
    (fact) =>
      fact.role === role &&
      fact.value.extra !== true &&
      applies(fact.when, { ...cluster.features, forcePublicIp }),
  );
}

function argumentOf(
  cluster: Cluster,
  fact: ArgumentFact,
  node: ClusterNode | undefined,
): InstallerArgument[] {
  const { value, name } = fact;
  if (value.flag === true) return [{ name }];
  if (value.masterPrivateIps === true)
    return [text(name, cluster.masters.map((master) => master.privateIp).join(","))];
  if (value.text !== undefined) return [text(name, value.text)];
  if (value.nodeKey !== undefined) return maybeText(name, node?.[value.nodeKey]);
  if (value.file !== undefined) {
    return [
      { name, value: { kind: "looked-up", key: value.file, secret: fact.secret ?? false, file: true } },
    ];
  }
  if (value.key === "license" || value.key?.startsWith("credentials.") === true) {
    const given =
      value.key === "license" || cluster.credentials[value.key.slice("credentials.".length)] !== undefined;
    // Nothing given and nothing to generate: the installer's own default holds, and an empty value would undo it.
    if (!given && fact.generate === undefined && fact.required !== true) return [];
    return [
      { name, value: { kind: "looked-up", key: value.key, secret: fact.secret ?? false, file: false } },
    ];
  }
  return maybeText(name, manifestValue(cluster, value.key ?? ""));
}

function text(name: string, content: string): InstallerArgument {
  return { name, value: { kind: "text", text: content } };
}

function maybeText(name: string, content: string | undefined): InstallerArgument[] {
  return content === undefined ? [] : [text(name, content)];
}

function manifestValue(cluster: Cluster, key: string): string | undefined {
  switch (key) {
    case "domain":
      return cluster.domain;
    case "turnDomain":
      return cluster.turnDomain;
    case "rtcEngine":
      return cluster.features.rtcEngine;
    case "modules":
      // In the documents' order, whatever the manifest's.
      return cluster.release.modules
        .map((module) => module.name)
        .filter((module) => cluster.features.modules.includes(module))
        .join(",");
    case "certificate.type":
      return cluster.certificate?.type;
    case "certificate.email":
      return cluster.certificate?.email;
    default:
      throw new Error(`The catalogue names the manifest key '${key}', which no argument can be made from.`);
  }
}
