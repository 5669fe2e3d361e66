#!/usr/bin/env node
// npm test: sets up what is missing, runs every kind of test, and ends with one line that counts them all.
// `node scripts/test.mjs unit lab` runs these kinds only.
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { build, installPackages, root } from "./setup/project.mjs";
import { whyNot as whyNoLab } from "./setup/lab-can.mjs";
import { editorIsImpossible } from "./setup/editor.mjs";
import { kinds } from "./testing/kinds.mjs";
import { countTests, runKind } from "./testing/run-kind.mjs";

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(kinds, name));
if (unknown.length > 0) {
  console.error(`There is no kind of test '${unknown[0]}'. Kinds: ${Object.keys(kinds).join(", ")}.`);
  process.exit(2);
}

const needs = { lab: whyNoLab(), editor: whyNoLab() ?? editorIsImpossible() };
const results = path.join(root, "test-results");
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

installPackages();
build();

const counts = { passed: 0, failed: 0, skipped: 0 };
for (const [name, kind] of Object.entries(kinds)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const hindrance = kind.needs === undefined ? undefined : needs[kind.needs];
  console.log(`\n=== ${kind.title} ===`);
  const started = performance.now();
  let result;
  if (hindrance === undefined) {
    result = await runKind(name, kind, results);
  } else {
    console.log(`Skipped: ${hindrance}`);
    result = { passed: 0, failed: 0, skipped: await countTests(name, kind, results) };
  }
  for (const outcome of Object.keys(counts)) counts[outcome] += result[outcome];
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(
    `${kind.title}: ${String(result.passed)} passed, ${String(result.failed)} failed in ${String(seconds)} s`,
  );
}

const skipped = counts.skipped > 0 ? `, ${String(counts.skipped)} skipped` : "";
console.log(`\n${String(counts.passed)} passed, ${String(counts.failed)} failed${skipped}`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
