import path from "node:path";
import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..", "..", "..");
const RULES = ["import-x/no-restricted-paths", "no-restricted-imports", "no-restricted-globals"];

/** Only the rules that say who may import whom: types and styles need whole projects and seconds. */
const eslint = new ESLint({
  cwd: root,
  ruleFilter: ({ ruleId }) => RULES.includes(ruleId),
  overrideConfig: [{ languageOptions: { parserOptions: { projectService: false } } }],
});

/** The rules that a line of a file offends. Imports are resolved from the file's folder, so they name real files. */
async function offences(file: string, line: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${line}\n`, { filePath: path.join(root, file) });
  if (result === undefined) throw new Error(`${file} was not linted.`);
  const fatal = result.messages.filter((message) => message.fatal === true);
  expect(fatal).toEqual([]);
  return [...new Set(result.messages.map((message) => String(message.ruleId)))];
}

const PATHS = "import-x/no-restricted-paths";
const IMPORTS = "no-restricted-imports";

describe("the import directions", () => {
  it.each([
    ["cluster/x.ts", 'import "../operations/events";', PATHS],
    ["cluster/x.ts", 'import "../server/protocol";', PATHS],
    ["cluster/x.ts", 'import "../client/extension";', PATHS],
    ["cluster/x.ts", 'import "../cli/main";', PATHS],
    ["cluster/x.ts", 'import "../test/fixtures/manifest-builder";', PATHS],
    ["cluster/rules/x.ts", 'import "../../operations/events";', PATHS],
    ["operations/x.ts", 'import "../server/protocol";', PATHS],
    ["operations/x.ts", 'import "../client/extension";', PATHS],
    ["operations/x.ts", 'import "../cli/main";', PATHS],
    ["operations/x.ts", 'import "../test/lab/lab";', PATHS],
    ["server/x.ts", 'import "../operations/events";', PATHS],
    ["server/x.ts", 'import "../client/extension";', PATHS],
    ["server/x.ts", 'import "../cli/main";', PATHS],
    ["client/x.ts", 'import "../cli/main";', PATHS],
    ["client/x.ts", 'import "../server/main";', PATHS],
    ["client/x.ts", 'import "../test/lab/lab";', PATHS],
    ["cli/x.ts", 'import "../client/extension";', PATHS],
    ["cli/x.ts", 'import "../server/protocol";', PATHS],
    ["cluster/x.ts", 'import "vscode";', IMPORTS],
    ["operations/x.ts", 'import "vscode";', IMPORTS],
    ["server/x.ts", 'import "vscode";', IMPORTS],
    ["cli/x.ts", 'import "vscode";', IMPORTS],
    ["cluster/x.ts", 'import "node:fs";', IMPORTS],
    ["cluster/x.ts", 'import "node:fs/promises";', IMPORTS],
    ["cluster/x.ts", 'import "node:child_process";', IMPORTS],
    ["cluster/x.ts", 'import "fs";', IMPORTS],
    ["cluster/x.ts", 'import "fs/promises";', IMPORTS],
    ["cluster/x.ts", 'import "child_process";', IMPORTS],
    ["cluster/x.ts", "console.log(process.env);", "no-restricted-globals"],
    ["cluster/x.ts", "export const now = Date.now();", "no-restricted-globals"],
    ["cluster/x.ts", "setTimeout(() => undefined, 1);", "no-restricted-globals"],
    ["cluster/x.ts", 'export const answer = fetch("http://x");', "no-restricted-globals"],
  ])("forbid %s: %s", async (file, line, rule) => {
    expect(await offences(file, line)).toEqual([rule]);
  });

  it.each([
    ["cluster/x.ts", 'import "../schemas/cluster.schema.json";'],
    ["cluster/x.ts", 'import "yaml";'],
    ["cluster/x.ts", 'import "node:crypto";'],
    ["operations/x.ts", 'import "../cluster/cluster";'],
    ["operations/x.ts", 'import "node:fs";'],
    ["server/x.ts", 'import "../cluster/manifest/check-manifest";'],
    ["client/x.ts", 'import "../operations/events";'],
    ["client/x.ts", 'import "../cluster/cluster";'],
    ["client/x.ts", 'import "../server/protocol";'],
    ["client/x.ts", 'import "vscode";'],
    ["cli/x.ts", 'import "../operations/events";'],
    ["test/unit/x.ts", 'import "../../cluster/cluster";'],
  ])("allow %s: %s", async (file, line) => {
    expect(await offences(file, line)).toEqual([]);
  });
}, 30_000);
