import { readSecret } from "../manifest/secret-reference";
import type { Surroundings } from "../surroundings";
import { missingFileSeverity } from "./missing-file";
import { nodeSecretPlaces, secretPlaces } from "./secret-places";
import type { Report, Rule } from "./rule";

export const secretFiles: Rule = {
  id: "secret-files",
  severity: "warning",
  protectsFrom: "A deployment that stops because the file with a secret is not where the manifest says.",
  fix: "Correct the path of ${file:PATH}, or put the file there.",
  example: [["license: ${secret:license}", "license: ${file:secrets/license.txt}"]],
  *check({ draft, surroundings }) {
    for (const { path, value } of secretPlaces(draft)) yield* reportOf(value, path, surroundings);
  },
  checkNodes: ({ surroundings }) =>
    function* (node) {
      for (const { path, value } of nodeSecretPlaces(node)) yield* reportOf(value, path, surroundings);
    },
};

/** Looks only whether the file is there: what is in it is nobody's business before a deployment. */
function* reportOf(value: string, path: Report["path"], surroundings: Surroundings): Generator<Report> {
  const reading = readSecret(value);
  if (reading.kind !== "value" || reading.source.kind !== "file") return;
  const file = reading.source.name;
  const look = surroundings.file(file);
  if (look?.kind === "problem")
    yield {
      path,
      severity: missingFileSeverity(file),
      message: `The file ${look.path} ${look.problem}, so this machine has no value here.`,
    };
  else if (look?.size === 0)
    yield { path, message: `The file ${file} is empty, so this machine has no value here.` };
}
