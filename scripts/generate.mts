/** Writes what is derived from `schemas/` into `cluster/generated/`: types, the compiled manifest check, the catalogue of releases. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Ajv, type AnySchemaObject } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { compile } from "json-schema-to-typescript";

const root = path.resolve(import.meta.dirname, "..");
const target = path.join(root, "cluster", "generated");

function readJson(...parts: string[]): AnySchemaObject {
  return JSON.parse(readFileSync(path.join(root, "schemas", ...parts), "utf8")) as AnySchemaObject;
}

function write(name: string, content: string): void {
  writeFileSync(path.join(target, name), content);
}

async function writeTypes(schemaName: string, fileName: string): Promise<void> {
  const schema = readJson(schemaName);
  const title = String(schema["title"]);
  write(
    fileName,
    await compile(schema, title, {
      format: false,
      bannerComment: `/** Generated from schemas/${schemaName}. */`,
    }),
  );
}

function writeManifestCheck(schema: AnySchemaObject): void {
  const ajv = new Ajv({
    allErrors: true,
    verbose: false,
    allowUnionTypes: true,
    strictTypes: false,
    code: { source: true, optimize: true },
    keywords: ["secret", "file"],
  });
  write("check-manifest.cjs", standaloneCode(ajv, ajv.compile(schema)));
  write(
    "check-manifest.d.cts",
    `import type { ErrorObject } from "ajv";\ndeclare const check: { (value: unknown): boolean; errors?: ErrorObject[] | null };\nexport default check;\n`,
  );
}

function writeCatalogue(): void {
  const check = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(readJson("release.schema.json"));
  const names = readdirSync(path.join(root, "schemas", "releases"))
    .filter((name) => name.endsWith(".json"))
    .sort();
  const releases = names.map((name) => {
    const release = readJson("releases", name);
    if (!check(release)) {
      const problems = (check.errors ?? []).map((error) => `  ${error.instancePath} ${error.message ?? ""}`);
      throw new Error(`schemas/releases/${name} does not fit release.schema.json:\n${problems.join("\n")}`);
    }
    return release;
  });
  write(
    "releases.ts",
    `/** Generated from schemas/releases. */\nimport type { ReleaseFacts } from "./release-facts";\n\nexport const releases: readonly ReleaseFacts[] = ${JSON.stringify(releases, null, 1)};\n`,
  );
}

mkdirSync(target, { recursive: true });
await writeTypes("cluster.schema.json", "manifest.ts");
await writeTypes("release.schema.json", "release-facts.ts");
writeManifestCheck(readJson("cluster.schema.json"));
writeCatalogue();
