import { formatPath, type Path } from "../source-range";
import type { ManifestDocument } from "./manifest-document";
import { entryOf } from "./value-node";

const ROLES: Readonly<Record<string, string>> = { masterNodes: "master node", mediaNodes: "media node" };

/**
 * A place of the manifest as people call it, counting from one: `'ssh.port' of master-1`, `item 2 of 'modules'`. The path
 * is not empty.
 */
export function placeWords(document: ManifestDocument, path: Path): string {
  const role = ROLES[String(path[0])];
  const index = path[1];
  if (role === undefined || typeof index !== "number") return innerWords(path);
  const node = nodeName(document, path.slice(0, 2)) ?? `${role} ${String(index + 1)}`;
  return path.length === 2 ? node : `${innerWords(path.slice(2))} of ${node}`;
}

function innerWords(path: Path): string {
  const at = path.findLastIndex((step) => typeof step === "number");
  if (at < 0) return `'${formatPath(path)}'`;
  const item = `item ${String(Number(path[at]) + 1)} of ${innerWords(path.slice(0, at))}`;
  return at === path.length - 1 ? item : `'${formatPath(path.slice(at + 1))}' of ${item}`;
}

/** The name of a node, where it has one that may be repeated in a message. */
function nodeName(document: ManifestDocument, path: Path): string | undefined {
  const name = entryOf(document.nodeAtPath(path), "name")?.value;
  const text = name?.kind === "scalar" ? name.value : undefined;
  return typeof text === "string" && /^[A-Za-z0-9.-]{1,63}$/.test(text) ? text : undefined;
}
