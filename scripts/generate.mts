/**
 * Writes what is derived from `schemas/`: types, the compiled manifest check and the catalogue of releases into
 * `cluster/generated/`, and the table of releases and the pages of the rules into `docs/`. `generate.mts SCHEMAS TARGET DOCS` takes other folders.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Ajv, type AnySchemaObject } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { compile } from "json-schema-to-typescript";
import { releasesTable } from "../cluster/release/releases-table";
import { catalogueModule } from "./generate/catalogue-module.mjs";
import { loadCatalogue, readJson } from "./generate/load-catalogue.mjs";

const root = path.resolve(import.meta.dirname, "..");
const [schemas = "schemas", target = "cluster/generated", docs = "docs"] = process.argv
  .slice(2)
  .map((folder) => path.resolve(folder));

function write(folder: string, name: string, content: string): void {
  mkdirSync(path.resolve(root, folder), { recursive: true });
  writeFileSync(path.resolve(root, folder, name), content);
}

function schema(name: string): AnySchemaObject {
  return readJson(path.resolve(root, schemas), name);
}

async function writeTypes(schemaName: string, fileName: string): Promise<void> {
  const source = schema(schemaName);
  const title = String(source["title"]);
  write(
    target,
    fileName,
    await compile(source, title, {
      format: false,
      bannerComment: `/** Generated from schemas/${schemaName}. */`,
    }),
  );
}

/** One check for each kind of node and one for everything else: an edit checks only what it touches. */
function writeManifestCheck(): void {
  const whole = schema("cluster.schema.json");
  const definitions: unknown = whole["definitions"];
  const lists = { masterNodes: { type: "array" }, mediaNodes: { type: "array" } };
  const checks: Readonly<Record<string, AnySchemaObject>> = {
    head: { ...whole, properties: { ...(whole["properties"] as object), ...lists } },
    masterNode: { definitions, $ref: "#/definitions/masterNode" },
    mediaNode: { definitions, $ref: "#/definitions/mediaNode" },
  };
  const ajv = new Ajv({
    allErrors: true,
    verbose: false,
    allowUnionTypes: true,
    strictTypes: false,
    code: { source: true, optimize: true },
    keywords: ["secret", "file"],
  });
  for (const [name, check] of Object.entries(checks)) ajv.addSchema({ ...check, $id: name });
  const names = Object.fromEntries(Object.keys(checks).map((name) => [name, name]));
  write(target, "check-manifest.cjs", standaloneCode(ajv, names));
  write(
    target,
    "check-manifest.d.cts",
    [
      `import type { ErrorObject } from "ajv";`,
      `interface Check { (value: unknown): boolean; errors?: ErrorObject[] | null }`,
      ...Object.keys(checks).map((name) => `export declare const ${name}: Check;`),
      "",
    ].join("\n"),
  );
}

function writeCatalogue(): void {
  const releases = loadCatalogue(path.resolve(root, schemas));
  write(target, "releases.ts", catalogueModule(releases));
  write(docs, "releases.md", releasesTable(releases));
}

/** The rules need what was generated before. */
async function writeRulePages(): Promise<void> {
  const { rulePages } = await import("../cluster/rules/rule-pages");
  const production = readFileSync(path.resolve(root, "examples", "production.openvidu.yaml"), "utf8");
  for (const { name, text } of rulePages(production)) write(path.join(docs, "rules"), name, text);
}

await writeTypes("cluster.schema.json", "manifest.ts");
await writeTypes("release.schema.json", "release-facts.ts");
await writeTypes("release-change.schema.json", "release-change.ts");
writeManifestCheck();
writeCatalogue();
await writeRulePages();
