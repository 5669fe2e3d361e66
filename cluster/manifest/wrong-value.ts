import type { ErrorObject } from "ajv";
import type { Finding, Fix } from "../finding";
import { nearestWord } from "../nearest-word";
import { unknownRelease } from "../release/unknown-release";
import { formatPath, type Path } from "../source-range";
import type { ManifestDocument } from "./manifest-document";
import { schemaAt, type SchemaPart } from "./manifest-schema";
import { meantBlock } from "./meant-block";
import { meantText } from "./meant-text";
import { secretNameAt } from "../installer/secret-name";
import { likelyReference } from "./meant-reference";
import { isTextByQuotes, meantValue, readingWords } from "./meant-value";
import { missingBracket } from "./missing-bracket";
import { schemaFinding } from "./schema-finding";
import { placeWords } from "./place-words";
import { capitalized, expectation, shorten } from "./schema-words";
import type { ScalarNode, ValueNode } from "./value-node";

/** A value that is not what the schema asks for, with what was probably meant. */
export function wrongValue(document: ManifestDocument, error: ErrorObject, path: Path): Finding {
  const release = formatPath(path) === "release" ? releaseAsNumber(document, path) : undefined;
  if (release !== undefined) return release;
  const part = schemaAt(path);
  const node = document.nodeAtPath(path);
  const bracket =
    node?.kind === "scalar" && wantedType(error, path) === "array" ? missingBracket(node) : undefined;
  if (bracket !== undefined) {
    const what = `${capitalized(placeWords(document, path))} must be a list: the '[' at its beginning is missing.`;
    return schemaFinding(document, "schema-type", path, "value", what, [bracket]);
  }
  const name = path.length === 0 ? "A manifest" : capitalized(placeWords(document, path));
  const secret = holdsSecret(part);
  const empty = node?.kind === "scalar" && (node.value === null || node.value === "");
  const nothing = node?.kind === "scalar" && node.value === null && node.source !== "";
  const written = nothing
    ? `, not '${node.source}'`
    : node?.kind === "scalar" && !secret && !empty
      ? isTextByQuotes(node, wantedType(error, path))
        ? `, and '${shorten(node.source)}' is text because of its quotes`
        : `, not '${shorten(node.source)}'`
      : empty
        ? "; it is empty"
        : "";
  const near =
    part?.enum !== undefined && node?.kind === "scalar" && typeof node.value === "string"
      ? nearestWord(node.value, part.enum)
      : undefined;
  const likely = secret ? referenceByBraces(document, node, path) : undefined;
  if (likely !== undefined && node !== undefined)
    return schemaFinding(
      document,
      "schema-type",
      path,
      "value",
      `${name} must be text. Did you mean ${likely}?`,
      [{ title: `Change to ${likely}`, changes: [{ range: node.range, newText: `"${likely}"` }] }],
    );
  const fixes: Fix[] =
    near === undefined
      ? valueFixes(error, document, path, secret)
      : [
          {
            title: `Change to '${near}'`,
            changes: [{ range: document.rangeOf(path, "value"), newText: near }],
          },
        ];
  const numberForWord =
    node?.kind === "scalar" && !empty && wantedType(error, path) === "string" && !wouldFit(node, path);
  const expected = expectation(numberForWord ? { ...error, keyword: "pattern" } : error, part, path);
  const hint =
    near === undefined
      ? unspacedHint(error, node) + readingHint(error, node, path, secret)
      : ` Did you mean '${near}'?`;
  const message = `${name} must be ${expected}${written}.${hint}`;
  return schemaFinding(
    document,
    `schema-${error.keyword === "enum" ? "choice" : error.keyword === "type" ? "type" : "value"}`,
    path,
    "value",
    message,
    fixes,
  );
}

/** `3.10` is a number to YAML, and in quotes it would still be no release: told at once what it should be. */
function releaseAsNumber(document: ManifestDocument, path: Path): Finding | undefined {
  const node = document.nodeAtPath(path);
  if (node?.kind !== "scalar" || typeof node.value !== "number") return undefined;
  const { message, instead, isSure } = unknownRelease(node.source);
  const fixes = instead.map((version) => ({
    title: `Change to '${version}'`,
    changes: [{ range: node.range, newText: version }],
    ...(isSure ? { safe: true as const } : {}),
  }));
  return schemaFinding(document, "schema-type", path, "value", message, fixes);
}

/** A reference without its `$` is a mapping to YAML. */
function referenceByBraces(
  document: ManifestDocument,
  node: ValueNode | undefined,
  path: Path,
): string | undefined {
  if (node?.kind !== "mapping" || node.style !== "flow") return undefined;
  const { start, end } = node.range;
  return end - start <= MOST_REFERENCE
    ? likelyReference(document.slice(start, end), secretNameAt(path))
    : undefined;
}

/** No reference is longer. */
const MOST_REFERENCE = 200;

/** Whether what is written here may be a secret, or a secret's key run together with it: `redisPassword:abc`. */
function holdsSecret(part: SchemaPart | undefined): boolean {
  const below = Object.values(part?.properties ?? {});
  return part?.secret === true || below.some((child) => child.secret === true || child.$ref === SECRET_TEXT);
}

const SECRET_TEXT = "#/definitions/secretText";

function valueFixes(error: ErrorObject, document: ManifestDocument, path: Path, secret: boolean): Fix[] {
  const node = document.nodeAtPath(path);
  if (node?.kind !== "scalar") return [];
  const unspaced = unspacedFix(error, node);
  if (unspaced !== undefined) return [unspaced];
  const block = meantBlock(document, node, path);
  if (block.length > 0) return block;
  const type = wantedType(error, path);
  if (type === "string" && !wouldFit(node, path)) return [];
  const fixes = type === undefined ? [] : meantValue(node, type, secret);
  return fixes.length === 0 && error.keyword === "pattern" ? meantText(node, path) : fixes;
}

/** Keys whose text has a form that no number has. */
const NO_NUMBERS: ReadonlySet<unknown> = new Set(["privateIp", "publicIp", "domain", "turnDomain"]);

/** Whether a value would be right as text: quotes alone make no name or address of a number. */
function wouldFit({ source }: ScalarNode, path: Path): boolean {
  const pattern = schemaAt(path)?.pattern;
  return !NO_NUMBERS.has(path.at(-1)) && (pattern === undefined || new RegExp(pattern, "u").test(source));
}

/** The type that is wanted; a port that may be a range is a number first of all. */
function wantedType(error: ErrorObject, path: Path): unknown {
  if (error.keyword === "pattern" && path.at(-1) === "port") return "integer";
  return error.keyword === "type" ? (error.params as { readonly type?: unknown }).type : undefined;
}

/** What YAML makes of a value that looks like text. */
function readingHint(error: ErrorObject, node: ValueNode | undefined, path: Path, secret: boolean): string {
  if (wantedType(error, []) !== "string" || node?.kind !== "scalar") return "";
  const reading = readingWords(node);
  if (reading === undefined) return "";
  if (!wouldFit(node, path)) return ` YAML reads it as ${reading}.`;
  return secret
    ? " YAML reads it as something else than text; quotes make it text."
    : ` YAML reads it as ${reading}; quotes make it text.`;
}

/** `key:value` without a blank is one word to YAML. */
function unspacedHint(error: ErrorObject, node: ValueNode | undefined): string {
  return unspacedFix(error, node) === undefined ? "" : " A blank belongs after a key's ':'.";
}

function unspacedFix(error: ErrorObject, node: ValueNode | undefined): Fix | undefined {
  const { type } = error.params as { readonly type?: unknown };
  if (type !== "object" || node?.kind !== "scalar" || node.quoted) return undefined;
  const key = /^([\w-]+):\S/.exec(node.source)?.[1];
  if (key === undefined) return undefined;
  const colon = node.range.start + key.length + 1;
  return {
    title: "Put a blank after the ':'",
    changes: [{ range: { start: colon, end: colon }, newText: " " }],
  };
}
