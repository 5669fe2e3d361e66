import type { ManifestDocument } from "../manifest/manifest-document";
import { isMisplaced } from "../manifest/misplaced-key";
import { keysAt } from "../manifest/manifest-schema";
import { nearestWord } from "../nearest-word";
import { addEntry, replaceValue, type Rule } from "./rule";

export const modulesGiven: Rule = {
  id: "modules-given",
  severity: "error",
  protectsFrom:
    "An installation that stops: the installer wants to be told the modules, and no source tells what an empty list means.",
  fix: "List the modules to install; all of the release's are the usual choice.",
  example: [["modules: [observability, openviduMeet, v2compatibility]", "modules: []"]],
  *check({ document, draft, release }) {
    const written = document.nodeAtPath(["modules"]);
    const missing =
      written === undefined &&
      document.nodeAtPath(["domain"]) !== undefined &&
      !isMisspelt(document) &&
      !isMisplaced(document, "modules");
    if (release === undefined || !(missing || draft.modules?.length === 0)) return;
    const list = `[${release.modules.map((module) => module.name).join(", ")}]`;
    const title = `Install all modules: ${list}`;
    yield {
      path: written === undefined ? [] : ["modules"],
      message: `'modules' must name at least one module: ${list}. The installer needs the list.`,
      fixes: [written === undefined ? addEntry(title, "modules", list, "domain") : replaceValue(title, list)],
    };
  },
};

/** A key that means `modules` is told as an unknown one. */
function isMisspelt(document: ManifestDocument): boolean {
  const root = document.root;
  const known = keysAt([]);
  return (
    root?.kind === "mapping" &&
    root.entries.some(({ key }) => !known.has(key) && nearestWord(key, known.keys()) === "modules")
  );
}
