import type { ErrorObject } from "ajv";
import * as checks from "../generated/check-manifest.cjs";
import type { Finding, Fix } from "../finding";
import { listWords, nearestWord } from "../nearest-word";
import { formatPath, type Path } from "../source-range";
import type { ManifestDocument } from "./manifest-document";
import { keysAt, schemaAt, type SchemaPart } from "./manifest-schema";
import { meantValue, readingWords } from "./meant-value";
import { entryOf, type ValueNode } from "./value-node";

/** More findings than anybody reads only slow the editor down. One more than are shown, so that the cut is told. */
const MOST_FINDINGS = 501;

/** What of a value does not fit the schema; said in words when it is told. */
export interface SchemaCheck {
  readonly errors: readonly SchemaError[];
  /** Paths whose values do not fit, so that nobody builds on them. */
  readonly misfits: readonly Path[];
}

interface SchemaError {
  readonly error: ErrorObject;
  readonly path: Path;
}

/** Parts of the manifest that are checked each by itself. */
export type SchemaKind = "head" | "masterNode" | "mediaNode";

const FITS: SchemaCheck = { errors: [], misfits: [] };

/** Checks the plain value of a node, or of everything but the nodes, against the schema. Paths begin at the value. */
export function checkSchema(kind: SchemaKind, value: unknown): SchemaCheck {
  const check = checks[kind];
  if (check(value)) return FITS;
  const errors: SchemaError[] = [];
  const misfits: Path[] = [];
  for (const error of check.errors ?? []) {
    const path = pathOf(error.instancePath, value);
    const misfit = misfitOf(error, path);
    if (misfit !== undefined) misfits.push(misfit);
    errors.push({ error, path });
  }
  return { errors, misfits };
}

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

/** ajv writes paths as JSON pointers; a step is an index only where the value is a list. */
function pathOf(pointer: string, value: unknown): Path {
  const path: (string | number)[] = [];
  let at: unknown = value;
  for (const raw of pointer.split("/").slice(1)) {
    const step = raw.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(at)) {
      path.push(Number(step));
      at = (at as unknown[])[Number(step)];
    } else {
      path.push(step);
      at = (at as Record<string, unknown> | undefined)?.[step];
    }
  }
  return path;
}

/** The value that does not fit; undefined where something is only missing. */
function misfitOf(error: ErrorObject, path: Path): Path | undefined {
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case "required":
    case "propertyNames":
      return undefined;
    case "additionalProperties":
      return [...path, String(params["additionalProperty"])];
    case "uniqueItems":
      return [...path, Math.max(Number(params["i"]), Number(params["j"]))];
    default:
      return error.propertyName === undefined ? path : [...path, error.propertyName];
  }
}

function describe(document: ManifestDocument, error: ErrorObject, path: Path): Finding | undefined {
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case "required":
      return isMisspelt(document, path, String(params["missingProperty"]))
        ? undefined
        : missingKey(document, path, String(params["missingProperty"]));
    case "additionalProperties":
      return unknownKey(document, path, String(params["additionalProperty"]));
    case "propertyNames":
      return undefined;
    case "uniqueItems":
      return repeatedItem(document, path, Number(params["i"]), Number(params["j"]));
    default:
      return error.propertyName === undefined
        ? wrongValue(document, error, path)
        : wrongName(document, path, error.propertyName);
  }
}

function finding(
  document: ManifestDocument,
  code: string,
  path: Path,
  part: "key" | "value",
  message: string,
  fixes: readonly Fix[] = [],
): Finding {
  return { code, severity: "error", message, range: document.rangeOf(path, part), related: [], fixes };
}

function missingKey(document: ManifestDocument, path: Path, key: string): Finding {
  const description = schemaAt([...path, key])?.description;
  const where = path.length === 0 ? "The manifest" : `'${formatPath(path)}'`;
  const what = description === undefined ? "" : ` ${description}`;
  return finding(document, "schema-missing-key", path, "key", `${where} needs '${key}'.${what}`);
}

/** More keys than this are not one slip of the fingers. */
const MOST_KEYS = 100;

/** Whether a missing key is there under a name so near that the unknown key's finding says all there is to say. */
function isMisspelt(document: ManifestDocument, path: Path, key: string): boolean {
  const mapping = document.nodeAtPath(path);
  if (mapping?.kind !== "mapping" || mapping.entries.length > MOST_KEYS) return false;
  const known = keysAt(path);
  const free = [...known.keys()].filter((name) => entryOf(mapping, name) === undefined);
  return mapping.entries.some((entry) => !known.has(entry.key) && nearestWord(entry.key, free) === key);
}

function unknownKey(document: ManifestDocument, path: Path, key: string): Finding {
  const keyPath = [...path, key];
  const known = [...keysAt(path).keys()];
  const mapping = document.nodeAtPath(path);
  const free = known.filter((name) => entryOf(mapping, name) === undefined);
  const near = nearestWord(key, free);
  const range = document.rangeOf(keyPath, "key");
  const outside = path.length > 0 && keysAt([]).has(key);
  const fixes =
    near === undefined || outside
      ? []
      : [{ title: `Change to '${near}'`, changes: [{ range, newText: near }] }];
  const hint = outside
    ? "It belongs to the top level: indent it less."
    : near === undefined
      ? `Known here: ${listWords(known, "and")}.`
      : `Did you mean '${near}'?`;
  const where = path.length === 0 ? "a manifest" : `'${formatPath(path)}'`;
  const message = `'${shorten(key)}' is not a key of ${where}. ${hint}`;
  return finding(document, "schema-unknown-key", keyPath, "key", message, fixes);
}

/** A key of a mapping whose keys are free, but not any text: the environment's variables. */
function wrongName(document: ManifestDocument, path: Path, name: string): Finding {
  const message = `'${shorten(name)}' cannot name an environment variable: letters, digits and '_' only, and no digit first.`;
  return finding(document, "schema-value", [...path, name], "key", message);
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
    fixes: [],
  };
}

function wrongValue(document: ManifestDocument, error: ErrorObject, path: Path): Finding {
  const part = schemaAt(path);
  const node = document.nodeAtPath(path);
  const name = path.length === 0 ? "A manifest" : `'${formatPath(path)}'`;
  const secret = holdsSecret(part);
  const empty = node?.kind === "scalar" && (node.value === null || node.value === "");
  const nothing = node?.kind === "scalar" && node.value === null && node.source !== "";
  const written = nothing
    ? `, not '${node.source}'`
    : node?.kind === "scalar" && !secret && !empty
      ? `, not '${shorten(node.source)}'`
      : empty
        ? "; it is empty"
        : "";
  const near =
    part?.enum !== undefined && node?.kind === "scalar" && typeof node.value === "string"
      ? nearestWord(node.value, part.enum)
      : undefined;
  const fixes: Fix[] =
    near === undefined
      ? valueFixes(error, document, path, secret)
      : [
          {
            title: `Change to '${near}'`,
            changes: [{ range: document.rangeOf(path, "value"), newText: near }],
          },
        ];
  const expected = expectation(error, part, path);
  const hint =
    near === undefined
      ? unspacedHint(error, node) + readingHint(error, node, secret)
      : ` Did you mean '${near}'?`;
  const message = `${name} must be ${expected}${written}.${hint}`;
  return finding(
    document,
    `schema-${error.keyword === "enum" ? "choice" : error.keyword === "type" ? "type" : "value"}`,
    path,
    "value",
    message,
    fixes,
  );
}

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
  const type = wantedType(error, path);
  return type === undefined ? [] : meantValue(node, type, secret);
}

/** The type that is wanted; a port that may be a range is a number first of all. */
function wantedType(error: ErrorObject, path: Path): unknown {
  if (error.keyword === "pattern" && path.at(-1) === "port") return "integer";
  return error.keyword === "type" ? (error.params as { readonly type?: unknown }).type : undefined;
}

/** What YAML makes of a value that looks like text. */
function readingHint(error: ErrorObject, node: ValueNode | undefined, secret: boolean): string {
  if (wantedType(error, []) !== "string" || node?.kind !== "scalar") return "";
  const reading = readingWords(node);
  if (reading === undefined) return "";
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

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "text",
  integer: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping of keys and values",
};

/** What a pattern of the schema asks for, in words; never the expression itself. */
const PATTERN_WORDS: Readonly<Record<string, string>> = {
  name: "lower-case letters, digits and '-', beginning and ending with a letter or digit",
  hostKey: "a fingerprint such as SHA256:… (43 characters)",
  baseUrl: "an http or https address",
  port: 'a port, or a range such as "9200-9210"',
  master: "64 lower-case hexadecimal digits",
  media: "64 lower-case hexadecimal digits",
};

function expectation(error: ErrorObject, part: SchemaPart | undefined, path: Path): string {
  const last = String(path.at(-1) ?? "");
  if (error.keyword === "enum" || part?.enum !== undefined) return listWords(part?.enum ?? []);
  if (error.keyword === "pattern") {
    if (path.length === 3 && last === "name")
      return "letters, digits, '.' and '-', beginning and ending with a letter or digit";
    if (path[0] === "credentials") return "text without blanks, quotes and # = | & /";
    return PATTERN_WORDS[last] ?? "written in another way";
  }
  if (error.keyword === "minimum" || error.keyword === "maximum")
    return `between ${String(part?.minimum)} and ${String(part?.maximum)}`;
  if (error.keyword === "minLength") return "text that is not empty";
  if (last === "port" && part?.pattern !== undefined) return PATTERN_WORDS["port"] ?? "";
  const types = [part?.type ?? []].flat();
  return types.length === 0 ? "something else" : listWords(types.map((type) => TYPE_WORDS[type] ?? type));
}
