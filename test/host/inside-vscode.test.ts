import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { HostTest } from "./results";
import { runSuite } from "./run-suite";

const SPECS = path.join(import.meta.dirname, "specs");

/** The full titles that mocha gives the tests of a spec, read from its text, so that they are known without VS Code. */
function titlesOf(file: string): string[] {
  const text = readFileSync(path.join(SPECS, file), "utf8");
  const group = /\bdescribe\S*\("([^"]+)"/.exec(text)?.[1] ?? "";
  return [...text.matchAll(/\bit\("([^"]+)"/g)].map((match) => `${group} ${match[1] ?? ""}`);
}

const titles = readdirSync(SPECS).sort().flatMap(titlesOf);
let ran: ReadonlyMap<string, HostTest>;

beforeAll(async () => {
  const { tests } = await runSuite();
  ran = new Map(tests.map((one) => [one.title, one]));
}, 300_000);

test.each(titles)("%s", (title) => {
  const result = ran.get(title);
  expect(result, "it ran inside VS Code").toBeDefined();
  if (result?.state === "failed") throw new Error(result.error);
  expect(result?.state).toBe("passed");
});

test("nothing else failed or ran inside VS Code", () => {
  expect([...ran.keys()].filter((title) => !titles.includes(title))).toEqual([]);
});
