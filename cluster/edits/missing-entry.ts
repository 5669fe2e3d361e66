import { secretNameAt } from "../installer/secret-name";
import type { Fix } from "../finding";
import { isNodeList } from "../language/node-lists";
import { nextNode } from "../language/next-node";
import type { ManifestDocument } from "../manifest/manifest-document";
import { schemaAt } from "../manifest/manifest-schema";
import { entryOf } from "../manifest/value-node";
import { releases } from "../release/catalogue";
import type { Path } from "../source-range";
import { addNodeList } from "./add-node";
import { insertEntry } from "./insert-entry";
import { lazyFix } from "./lazy-fix";

/** What adds a required key, where its value can be told or guessed; what else is missing only a person knows. */
export function missingEntryFixes(document: ManifestDocument, path: Path, key: string): Fix[] {
  const [list, index] = path;
  if (schemaAt([...path, key])?.secret === true) return [secretFix(document, path, key)];
  if (path.length === 0 && isNodeList(key)) {
    const role = key === "masterNodes" ? "master" : "media";
    return [
      lazyFix(`Add '${key}' with a first node; look at its addresses`, () => addNodeList(document, role)),
    ];
  }
  const newest = releases.at(-1)?.version;
  if (path.length === 0 && key === "release" && newest !== undefined)
    return [
      lazyFix(`Take the newest release, ${newest}`, () => insertEntry(document, path, key, newest, "name")),
    ];
  if (path.length === 1 && list === "certificate" && key === "type") {
    const type = typeOf(document);
    return [lazyFix(`Add 'type: ${type}'`, () => insertEntry(document, path, key, type))];
  }
  return path.length === 2 && typeof list === "string" && isNodeList(list) && typeof index === "number"
    ? nodeEntryFixes(document, list, index, key)
    : [];
}

/** A secret can be referred to before it is set. */
function secretFix(document: ManifestDocument, path: Path, key: string): Fix {
  return lazyFix(`Take '${key}' from the secret store`, () =>
    insertEntry(document, path, key, `"\${secret:${secretNameAt([...path, key])}}"`, "domain"),
  );
}

/** The type of certificate that its other keys belong to. */
function typeOf(document: ManifestDocument): string {
  const block = document.nodeAtPath(["certificate"]);
  const has = (key: string): boolean => entryOf(block, key) !== undefined;
  if (has("privateKey") || has("publicKey")) return "owncert";
  return has("apiKey") ? "zerossl" : "letsencrypt";
}

/** The name and the addresses that a node would get if it were added. */
export function nodeEntryFixes(
  document: ManifestDocument,
  list: "masterNodes" | "mediaNodes",
  index: number,
  key: string,
): Fix[] {
  if (key !== "name" && key !== "privateIp" && key !== "publicIp") return [];
  const value = nextNode(document, list, { list, index })[key];
  if (value === undefined) return [];
  const behind = key === "publicIp" ? "privateIp" : "name";
  return [
    lazyFix(`Add '${key}: ${value}'${key === "name" ? "" : "; look at the address"}`, () =>
      insertEntry(document, [list, index], key, value, behind),
    ),
  ];
}
