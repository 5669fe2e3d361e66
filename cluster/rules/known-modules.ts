import { listWords, nearestWord } from "../nearest-word";
import { knownVersions, releases } from "../release/catalogue";
import { moduleAt } from "../release/module-at";
import { releaseSpans } from "../release/release-spans";
import { itemRange, lineEnd } from "../edits/written-place";
import { removeEntry, replaceValue, type ReportFix, type Rule } from "./rule";

/** Makes several modules of what is written as one. */
function separated(words: readonly string[]): ReportFix {
  return {
    title: `Write ${words.join(", ")}`,
    changes: (document, path) => {
      const list = document.nodeAtPath(path.slice(0, -1));
      const range = list?.kind === "sequence" ? itemRange(document, list, Number(path.at(-1))) : undefined;
      if (list?.kind !== "sequence" || range === undefined) return [];
      const indent = " ".repeat(document.positionAt(range.start).character);
      const newText =
        list.style === "flow"
          ? words.join(", ")
          : words.map((word) => `- ${word}`).join(`${lineEnd(document)}${indent}`);
      return [{ range, newText }];
    },
  };
}

export const knownModules: Rule = {
  id: "known-modules",
  severity: "error",
  protectsFrom: "Modules that the installer does not know: it stops, or the module is silently missing.",
  fix: "Use the module names of the release.",
  example: [["openviduMeet", "openviduMeat"]],
  *check({ draft, release }) {
    if (release === undefined) return;
    const known = release.modules.map((module) => module.name);
    const taken = new Set(draft.modules);
    const free = known.filter((word) => !taken.has(word));
    for (const [index, name] of (draft.modules ?? []).entries()) {
      if (name === undefined || known.includes(name)) continue;
      const path = ["modules", index];
      const elsewhere = releases
        .filter((other) => other.modules.some((module) => module.name === name))
        .map((other) => other.version);
      const words = name.split(/[\s,;]+/).filter((word) => word !== "");
      if (words.length > 1 && words.every((word) => known.includes(word))) {
        yield {
          path,
          message: `A ',' belongs between modules: ${words.join(", ")}.`,
          fixes: words.some((word) => taken.has(word)) ? [] : [separated(words)],
        };
        continue;
      }
      const near = nearestWord(name, free);
      const hint =
        elsewhere.length > 0
          ? `It belongs to ${listWords(releaseSpans(elsewhere, knownVersions), "and")}; here are ${listWords(known, "and")}.`
          : near === undefined
            ? `Known: ${listWords(known, "and")}.`
            : `Did you mean '${near}'?`;
      const now = moduleAt(name, release) ?? near;
      const fixes =
        now === undefined || taken.has(now)
          ? [removeEntry(`Remove '${name}'`)]
          : [replaceValue(`Change to '${now}'`, now)];
      yield { path, message: `Release ${release.version} has no module '${name}'. ${hint}`, fixes };
    }
  },
};
