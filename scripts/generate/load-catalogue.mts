import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Ajv, type AnySchemaObject, type ValidateFunction } from "ajv";
import type { ReleaseFacts } from "../../cluster/generated/release-facts";
import { CatalogueError } from "../../cluster/release/apply-changes";
import { isChange, resolveReleases, type ReleaseFile } from "../../cluster/release/resolve-releases";

/**
 * Reads the releases of a `schemas` folder, completes those that tell only their changes, and checks each one whole.
 * Throws CatalogueError, which names the file and the place, where something does not fit.
 */
export function loadCatalogue(schemas: string): readonly ReleaseFacts[] {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  const isWhole = ajv.compile<ReleaseFacts>(readJson(schemas, "release.schema.json"));
  const isChanged = ajv.compile(readJson(schemas, "release-change.schema.json"));
  const files = readdirSync(path.join(schemas, "releases"))
    .filter((name) => name.endsWith(".json"))
    .map((name): ReleaseFile => ({ name, content: readJson(schemas, "releases", name) }));
  for (const file of files) if (isChange(file)) demand(isChanged, file.content, file.name);
  return resolveReleases(files).map((release) => {
    demand(isWhole, release, `${String(release["version"])}.json`);
    return release as unknown as ReleaseFacts;
  });
}

/** Reads a JSON file of the schemas' folder. */
export function readJson(folder: string, ...parts: string[]): AnySchemaObject {
  return JSON.parse(readFileSync(path.join(folder, ...parts), "utf8")) as AnySchemaObject;
}

function demand(check: ValidateFunction, value: unknown, file: string): void {
  if (check(value)) return;
  const problems = (check.errors ?? []).map((error) => `  ${error.instancePath} ${error.message ?? ""}`);
  throw new CatalogueError(file, `it does not fit its schema:\n${problems.join("\n")}`);
}
