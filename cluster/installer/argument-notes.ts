import type { ArgumentFact, Cluster, NodeRole } from "../cluster";
import { factsFor, nodeArguments } from "./installer-arguments";

/** What a reader must know of the role's commands and cannot see in them, a sentence each: doubts, and what is lacking. */
export function argumentNotes(cluster: Cluster, role: NodeRole): string[] {
  return [...releaseNote(cluster), ...lackingNotes(cluster, role), ...doubts(cluster, role)];
}

/** That no argument of the installer is known for ZeroSSL. `given`: whether installer.arguments.master has a certificate type. */
export function zeroSslNote(given: boolean): string {
  return given
    ? "No public source tells the names of the installer's arguments for ZeroSSL: those of installer.arguments.master are passed on unchecked."
    : "No public source tells the names of the installer's arguments for ZeroSSL, so none are passed on, and the installation will probably stop. Use another type, or give them under installer.arguments.master, --certificate-type=… among them.";
}

function releaseNote({ releaseName, release }: Cluster): string[] {
  return releaseName === release.version
    ? []
    : [`The arguments are those of ${release.version}, the newest release that is known.`];
}

function lackingNotes({ features, installer }: Cluster, role: NodeRole): string[] {
  if (role !== "master" || features.loadBalancing !== "dns" || features.certificateType !== "zerossl")
    return [];
  return [zeroSslNote(installer.arguments.master.some((word) => nameOf(word) === "--certificate-type"))];
}

/** What no public source confirms about arguments that are in the commands. */
function doubts(cluster: Cluster, role: NodeRole): string[] {
  const nodes = role === "master" ? cluster.masters : cluster.media;
  const shared = factsFor(cluster, role).filter(({ value }) => value.nodeKey === undefined);
  const own = new Set(nodes.flatMap((node) => nodeArguments(cluster, node).map(({ name }) => name)));
  const extra = new Set(cluster.installer.arguments[role].map(nameOf));
  const isPassed = (fact: ArgumentFact): boolean =>
    shared.includes(fact) || own.has(fact.name) || extra.has(fact.name);
  const passed = cluster.release.arguments.filter((fact) => fact.role === role && isPassed(fact));
  return passed.flatMap(({ name, unverified }) =>
    unverified === undefined ? [] : [`Unverified: ${name}: ${unverified}`],
  );
}

function nameOf(word: string): string {
  return word.split("=", 1)[0] ?? word;
}
