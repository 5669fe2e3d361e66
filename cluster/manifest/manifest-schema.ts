import clusterSchema from "../../schemas/cluster.schema.json";
import type { Path } from "../source-range";

/** A part of the manifest's schema, references resolved one level: what completion, hover and messages need. */
export interface SchemaPart {
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaPart>>;
  readonly items?: SchemaPart;
  readonly additionalProperties?: boolean | SchemaPart;
  /** The value is a secret: it may be a reference, and it is masked wherever it is shown. */
  readonly secret?: boolean;
  /** The value is a file's path. */
  readonly file?: boolean;
  readonly $ref?: string;
}

const root = clusterSchema as unknown as SchemaPart & {
  readonly definitions: Readonly<Record<string, SchemaPart>>;
};

function resolved(part: SchemaPart): SchemaPart {
  if (part.$ref === undefined) return part;
  const name = part.$ref.replace("#/definitions/", "");
  const target = root.definitions[name];
  if (target === undefined) throw new Error(`The schema has no definition '${name}'.`);
  return { ...resolved(target), ...part };
}

function step(part: SchemaPart, key: string | number): SchemaPart | undefined {
  if (typeof key === "number") return part.items && resolved(part.items);
  const own =
    part.properties !== undefined && Object.hasOwn(part.properties, key) ? part.properties[key] : undefined;
  if (own !== undefined) return resolved(own);
  return typeof part.additionalProperties === "object" ? resolved(part.additionalProperties) : undefined;
}

/** What the schema says of the value at this path; undefined where it knows no such key. */
export function schemaAt(path: Path): SchemaPart | undefined {
  return path.reduce<SchemaPart | undefined>((part, key) => part && step(part, key), root);
}

/** The keys that a mapping at this path may have, with what the schema says of each; empty where it is no mapping. */
export function keysAt(path: Path): ReadonlyMap<string, SchemaPart> {
  const properties = schemaAt(path)?.properties ?? {};
  return new Map(Object.entries(properties).map(([key, part]) => [key, resolved(part)]));
}

/** Whether a word is a key of a manifest, wherever in it. */
export function isManifestKey(word: string): boolean {
  return ALL_KEYS.has(word);
}

const ALL_KEYS: ReadonlySet<string> = new Set(allKeys([]));

function* allKeys(path: Path): Generator<string> {
  for (const [key, part] of keysAt(path)) {
    yield key;
    yield* allKeys(part.items === undefined ? [...path, key] : [...path, key, 0]);
  }
}
