import type { ErrorObject } from "ajv";
import { lazyFix } from "../edits/lazy-fix";
import { missingEntryFixes } from "../edits/missing-entry";
import { moveToTop } from "../edits/move-to-top";
import { removeEntries } from "../edits/remove-entries";
import type { Finding, Fix } from "../finding";
import { listWords, nearestWord } from "../nearest-word";
import type { Path } from "../source-range";
import type { ManifestDocument } from "./manifest-document";
import { keysAt, schemaAt } from "./manifest-schema";
import { isMisspelt } from "./misspelt-key";
import { hasOutdentedBlock, outdentedBlocks } from "./outdented-block";
import { outdentedFinding } from "./outdented-finding";
import { placeWords } from "./place-words";
import { isMisplaced } from "./misplaced-key";
import type { SchemaError } from "./schema-check";
import { schemaFinding } from "./schema-finding";
import { capitalized, shorten } from "./schema-words";
import { entryOf } from "./value-node";
import { wrongValue } from "./wrong-value";

/** More findings than anybody reads only slow the editor down. One more than are shown, so that the cut is told. */
const MOST_FINDINGS = 501;

/**
 * Says in people's words what does not fit; `base` is where the checked value stands in the manifest.
 * What is in `told` is not said again: aliases bring the same text to several places.
 */
export function schemaFindings(
  document: ManifestDocument,
  errors: readonly SchemaError[],
  base: Path,
  told: Set<string>,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { error, path } of errors) {
    if (findings.length >= MOST_FINDINGS) break;
    const described = describe(document, error, [...base, ...path]);
    if (described === undefined) continue;
    const key = `${String(described.range.start)}:${described.code}:${error.keyword === "required" ? described.message : ""}`;
    if (told.has(key)) continue;
    told.add(key);
    findings.push(described);
  }
  return findings;
}

function describe(document: ManifestDocument, error: ErrorObject, path: Path): Finding | undefined {
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case "required":
      return isElsewhere(document, path, String(params["missingProperty"]))
        ? undefined
        : missingKey(document, path, String(params["missingProperty"]));
    case "additionalProperties":
      return strangeKey(document, path, String(params["additionalProperty"]));
    case "propertyNames":
      return undefined;
    case "uniqueItems":
      return repeatedItem(document, path, Number(params["i"]), Number(params["j"]));
    default:
      if (error.keyword === "type" && hasOutdentedBlock(document, path)) return undefined;
      return error.propertyName === undefined
        ? wrongValue(document, error, path)
        : wrongName(document, path, error.propertyName);
  }
}

function missingKey(document: ManifestDocument, path: Path, key: string): Finding {
  const description = schemaAt([...path, key])?.description;
  const where = path.length === 0 ? "The manifest" : capitalized(placeWords(document, path));
  const what = description === undefined ? "" : ` ${description}`;
  const message = `${where} needs '${key}'.${what}`;
  return schemaFinding(
    document,
    "schema-missing-key",
    path,
    "key",
    message,
    missingEntryFixes(document, path, key),
  );
}

/** Whether a missing key is there by another name, or in another place. */
function isElsewhere(document: ManifestDocument, path: Path, key: string): boolean {
  return (
    isMisspelt(document.nodeAtPath(path), keysAt(path), key) ||
    (path.length === 0 && isMisplaced(document, key))
  );
}

/** Keys that belong to the one above them are told together, at the first. */
function strangeKey(document: ManifestDocument, path: Path, key: string): Finding | undefined {
  const block = outdentedBlocks(document, path).find(({ entries }) =>
    entries.some((entry) => entry.key === key),
  );
  if (block === undefined) return unknownKey(document, path, key);
  return block.entries[0].key === key ? outdentedFinding(document, path, block) : undefined;
}

function unknownKey(document: ManifestDocument, path: Path, key: string): Finding {
  const keyPath = [...path, key];
  const known = [...keysAt(path).keys()];
  const mapping = document.nodeAtPath(path);
  const free = known.filter((name) => entryOf(mapping, name) === undefined);
  const near = nearestWord(key, free);
  const range = document.rangeOf(keyPath, "key");
  const outside = path.length > 0 && keysAt([]).has(key);
  const mediaOnly = path.length === 2 && path[0] === "masterNodes" && keysAt(["mediaNodes", 0]).has(key);
  const ofNode = path.length === 0 && keysAt(["masterNodes", 0]).has(key);
  const fixes = outside
    ? [lazyFix(`Move '${key}' to the top level`, () => moveToTop(document, keyPath))]
    : ofNode
      ? []
      : mediaOnly || near === undefined
        ? [lazyFix(`Remove '${shorten(key)}'`, () => removeEntries(document, [keyPath]).changes)]
        : [{ title: `Change to '${near}'`, changes: [{ range, newText: near }] }];
  const hint = outside
    ? "It belongs to the top level: indent it less."
    : ofNode
      ? "It belongs to a node: indent it more."
      : mediaOnly
        ? "Only media nodes have it."
        : near === undefined
          ? `Known here: ${listWords(known, "and")}.`
          : `Did you mean '${near}'?`;
  const where = path.length === 0 ? "a manifest" : placeWords(document, path);
  const message = `'${shorten(key)}' is not a key of ${where}. ${hint}`;
  return schemaFinding(document, "schema-unknown-key", keyPath, "key", message, fixes);
}

/** A key of a mapping whose keys are free, but not any text: the environment's variables. */
function wrongName(document: ManifestDocument, path: Path, name: string): Finding {
  const message = `'${shorten(name)}' cannot name an environment variable: letters, digits and '_' only, and no digit first.`;
  return schemaFinding(document, "schema-value", [...path, name], "key", message);
}

function repeatedItem(document: ManifestDocument, path: Path, one: number, other: number): Finding {
  const [first, second] = one < other ? [one, other] : [other, one];
  const node = document.nodeAtPath([...path, second]);
  const shown = node?.kind === "scalar" ? `'${shorten(String(node.value))}'` : "This item";
  return {
    code: "schema-repeated-item",
    severity: "error",
    message: `${shown} is in the list twice. Remove one.`,
    range: document.rangeOf([...path, second], "value"),
    related: [{ range: document.rangeOf([...path, first], "value"), message: "Here for the first time" }],
    fixes: repeatedFixes(document, [...path, second]),
  };
}

function repeatedFixes(document: ManifestDocument, path: Path): Fix[] {
  const { changes } = removeEntries(document, [path]);
  return changes.length === 0 ? [] : [{ title: "Remove this one", changes, safe: true }];
}
