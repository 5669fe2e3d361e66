import type { ManifestCheck } from "../cluster/manifest/check-manifest";
import type { SchemaPart } from "../cluster/manifest/manifest-schema";
import { releases } from "../cluster/release/catalogue";
import type { Path } from "../cluster/source-range";

/** A value that a key may have, and what it stands for. */
export interface AllowedValue {
  readonly value: string | boolean;
  readonly description?: string;
}

/** The values that may be written at a path, where they can be counted: by the catalogue, at the release in force, or by the schema. */
export function allowedValues(path: Path, schema: SchemaPart, check: ManifestCheck): AllowedValue[] {
  const [top] = path;
  if (top === "release") return releaseValues();
  if (top === "modules") return path.length === 2 ? moduleValues(check) : [];
  if (top === "rtcEngine")
    return (check.release?.rtcEngines.allowed ?? schema.enum ?? []).map((value) => ({ value }));
  if (schema.enum !== undefined) return schema.enum.map((value) => ({ value }));
  return schema.type === "boolean" ? [{ value: true }, { value: false }] : [];
}

function releaseValues(): AllowedValue[] {
  const newestFirst = releases.map(({ version }) => ({ value: version })).reverse();
  return [
    ...newestFirst,
    { value: "latest", description: "Whatever is newest on the day of the installation." },
  ];
}

function moduleValues({ release }: ManifestCheck): AllowedValue[] {
  const modules = release?.modules ?? releases.flatMap((known) => known.modules);
  const byName = new Map(modules.map(({ name, description }) => [name, { value: name, description }]));
  return [...byName.values()];
}
