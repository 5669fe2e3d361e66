import type { ErrorObject } from "ajv";
import checkManifest from "../generated/check-manifest.cjs";
import type { Finding, Fix } from "../finding";
import { listWords, nearestWord } from "../nearest-word";
import { formatPath, type Path } from "../source-range";
import type { ManifestDocument } from "./manifest-document";
import { keysAt, schemaAt, type SchemaPart } from "./manifest-schema";

/** More findings of one kind than anybody reads only slow the editor down. */
const MOST_FINDINGS = 500;

export interface SchemaCheck {
  readonly findings: readonly Finding[];
  /** Paths whose values do not fit, so that nobody builds on them. */
  readonly misfits: readonly Path[];
}

/** Checks a manifest's plain value against the schema and says in people's words what does not fit. */
export function checkSchema(document: ManifestDocument, value: unknown): SchemaCheck {
  if (checkManifest(value)) return { findings: [], misfits: [] };
  const findings: Finding[] = [];
  const misfits: Path[] = [];
  const told = new Set<string>();
  for (const error of (checkManifest.errors ?? []).slice(0, MOST_FINDINGS)) {
    const path = pathOf(error.instancePath, value);
    const described = describe(document, error, path);
    if (described === undefined) continue;
    if (error.keyword !== "required") misfits.push(described.misfit);
    const key = `${String(described.finding.range.start)}:${described.finding.code}:${error.keyword === "required" ? described.finding.message : ""}`;
    if (told.has(key)) continue;
    told.add(key);
    findings.push(described.finding);
  }
  return { findings, misfits };
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

interface Description {
  readonly finding: Finding;
  readonly misfit: Path;
}

function describe(document: ManifestDocument, error: ErrorObject, path: Path): Description | undefined {
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case "required":
      return { finding: missingKey(document, path, String(params["missingProperty"])), misfit: path };
    case "additionalProperties":
      return unknownKey(document, path, String(params["additionalProperty"]));
    case "propertyNames":
      return undefined;
    case "uniqueItems":
      return repeatedItem(document, path, Number(params["i"]), Number(params["j"]));
    default:
      return { finding: wrongValue(document, error, path), misfit: path };
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

function unknownKey(document: ManifestDocument, path: Path, key: string): Description {
  const keyPath = [...path, key];
  const known = [...keysAt(path).keys()];
  const present = new Set(documentKeys(document, path));
  const free = known.filter((name) => !present.has(name));
  const near = nearestWord(key, free);
  const range = document.rangeOf(keyPath, "key");
  const fixes =
    near === undefined ? [] : [{ title: `Change to '${near}'`, changes: [{ range, newText: near }] }];
  const hint = near === undefined ? `Known here: ${listWords(known, "and")}.` : `Did you mean '${near}'?`;
  const where = path.length === 0 ? "a manifest" : `'${formatPath(path)}'`;
  return {
    finding: finding(
      document,
      "schema-unknown-key",
      keyPath,
      "key",
      `'${key}' is not a key of ${where}. ${hint}`,
      fixes,
    ),
    misfit: keyPath,
  };
}

function documentKeys(document: ManifestDocument, path: Path): string[] {
  const node = document.nodeAtPath(path);
  return node?.kind === "mapping" ? node.entries.map((entry) => entry.key) : [];
}

function repeatedItem(document: ManifestDocument, path: Path, one: number, other: number): Description {
  const [first, second] = one < other ? [one, other] : [other, one];
  const node = document.nodeAtPath([...path, second]);
  const shown = node?.kind === "scalar" ? `'${String(node.value)}'` : "This item";
  return {
    finding: {
      code: "schema-repeated-item",
      severity: "error",
      message: `${shown} is in the list twice. Remove one.`,
      range: document.rangeOf([...path, second], "value"),
      related: [{ range: document.rangeOf([...path, first], "value"), message: "Here for the first time" }],
      fixes: [],
    },
    misfit: [...path, second],
  };
}

function wrongValue(document: ManifestDocument, error: ErrorObject, path: Path): Finding {
  const part = schemaAt(path);
  const node = document.nodeAtPath(path);
  const name = path.length === 0 ? "A manifest" : `'${formatPath(path)}'`;
  const secret = part?.secret === true;
  const empty = node?.kind === "scalar" && (node.value === null || node.value === "");
  const written =
    node?.kind === "scalar" && !secret && !empty
      ? `, not '${shorten(node.source)}'`
      : empty
        ? "; it is empty"
        : "";
  const near =
    part?.enum !== undefined && node?.kind === "scalar" && typeof node.value === "string"
      ? nearestWord(node.value, part.enum)
      : undefined;
  const fixes: Fix[] =
    near === undefined ? quoteFix(error, document, path) : [replaceFix(document, path, near)];
  const expected = expectation(error, part);
  const message = `${name} must be ${expected}${written}.${near === undefined ? "" : ` Did you mean '${near}'?`}`;
  return finding(
    document,
    `schema-${error.keyword === "enum" ? "choice" : error.keyword === "type" ? "type" : "value"}`,
    path,
    "value",
    message,
    fixes,
  );
}

function replaceFix(document: ManifestDocument, path: Path, text: string): Fix {
  return {
    title: `Change to '${text}'`,
    changes: [{ range: document.rangeOf(path, "value"), newText: text }],
  };
}

/** A number or truth value where text is wanted was meant as text: `3.10`, `yes`, `0443`. */
function quoteFix(error: ErrorObject, document: ManifestDocument, path: Path): Fix[] {
  const node = document.nodeAtPath(path);
  const wantsText = error.keyword === "type" && (error.params as { type: unknown }).type === "string";
  if (!wantsText || node?.kind !== "scalar" || node.value === null || node.source === "") return [];
  return [
    {
      title: `Write "${node.source}" in quotes`,
      changes: [{ range: node.range, newText: `"${node.source}"` }],
    },
  ];
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

function expectation(error: ErrorObject, part: SchemaPart | undefined): string {
  const last = error.instancePath.split("/").at(-1) ?? "";
  if (error.keyword === "enum" || part?.enum !== undefined) return listWords(part?.enum ?? []);
  if (error.keyword === "pattern") {
    if (/Nodes\/\d+\/name$/.test(error.instancePath))
      return "letters, digits, '.' and '-', beginning and ending with a letter or digit";
    if (error.instancePath.startsWith("/credentials/")) return "text without blanks, quotes and # = | & /";
    return PATTERN_WORDS[last] ?? "written in another way";
  }
  if (error.keyword === "minimum" || error.keyword === "maximum")
    return `between ${String(part?.minimum)} and ${String(part?.maximum)}`;
  if (error.keyword === "minLength") return "text that is not empty";
  const types = [part?.type ?? []].flat();
  return types.length === 0 ? "something else" : listWords(types.map((type) => TYPE_WORDS[type] ?? type));
}
