import type { Features, NodeRole, ReleaseFacts } from "../cluster";
import { nearestWord } from "../nearest-word";
import { applies } from "../release/condition";
import { removeEntry, replaceValue, type Report, type Rule } from "./rule";

const SECRET_NAME = /key|secret|password|token|license/i;

export const installerArguments: Rule = {
  id: "installer-arguments",
  severity: "error",
  protectsFrom:
    "Further arguments and variables that the official scripts split, that contradict the manifest, or that give a secret away.",
  fix: "Write one --name=value for each argument, without blanks and without references; use the manifest's own keys where there are any.",
  example: [["ssh:\n", "installer:\n  arguments:\n    master: [force]\nssh:\n"]],
  *check({ draft, release, features }) {
    for (const role of ["master", "media"] as const) {
      for (const [index, word] of (draft.installer?.arguments?.[role] ?? []).entries()) {
        if (word === undefined) continue;
        const path = ["installer", "arguments", role, index];
        for (const problem of problemsOf(word, role, release, features)) yield { path, ...problem };
      }
    }
    for (const [name, value] of Object.entries(draft.installer?.environment ?? {})) {
      const path = ["installer", "environment", name];
      if (value?.includes("${") === true) yield { path, message: UNRESOLVED };
      else if (SECRET_NAME.test(name)) yield { path, severity: "warning", message: inTheClear(name) };
    }
  },
};

const UNRESOLVED =
  "References such as ${secret:…} are not resolved here; the text would be passed on as it stands.";

function inTheClear(name: string): string {
  return `'${name}' looks like a secret. It stands in the file, and in what 'ovcluster commands' prints, for everybody who reads them.`;
}

function* problemsOf(
  word: string,
  role: NodeRole,
  release: ReleaseFacts | undefined,
  features: Features,
): Generator<Omit<Report, "path">> {
  const name = /^--[A-Za-z0-9-]+/.exec(word)?.[0];
  if (name === undefined) {
    yield { message: "An argument begins with '--', as in --name=value." };
    return;
  }
  if (word.includes("${")) yield { message: UNRESOLVED };
  else if (/\s/u.test(word)) yield { message: `The official script would split '${name}' at its blank.` };
  if (release === undefined) return;
  const facts = release.arguments.filter((fact) => fact.role === role);
  const own = facts.find(
    (fact) => fact.name === name && fact.value.extra !== true && applies(fact.when, features),
  );
  if (own !== undefined) {
    yield {
      message: `'${name}' is passed on already${own.value.key === undefined ? "" : `, from '${own.value.key}'`}. Remove it here.`,
      fixes: [removeEntry(`Remove '${name}'`)],
    };
  } else if (!facts.some((fact) => fact.name === name)) {
    const near = nearestWord(
      name,
      facts.map((fact) => fact.name),
    );
    const hint = near === undefined ? "" : ` Did you mean '${near}'?`;
    yield {
      severity: "warning",
      message: `No source tells that the installer of ${release.version} takes '${name}' on ${role} nodes.${hint}`,
      fixes:
        near === undefined ? [] : [replaceValue(`Change to '${near}'`, `${near}${word.slice(name.length)}`)],
    };
  }
  if (SECRET_NAME.test(name) && word.includes("=")) yield { severity: "warning", message: inTheClear(name) };
}
