import { breakingCharacter, nameCharacter } from "../installer/breaking-characters";
import { limitProblem } from "../installer/credential-limits";
import { secretNameAt } from "../installer/secret-name";
import { likelyReference, meantReference } from "../manifest/meant-reference";
import { readSecret } from "../manifest/secret-reference";
import { replaceValue, type Report, type Rule } from "./rule";
import { nodeSecretPlaces, secretPlaces, type SecretPlace } from "./secret-places";

export const secretValues: Rule = {
  id: "secret-values",
  severity: "error",
  protectsFrom: "Secrets in git, and secrets that the official scripts cut off or split.",
  fix: "Write ${secret:NAME}, ${env:NAME} or ${file:PATH}; letters and digits are always safe.",
  example: [["license: ${secret:license}", "license: abc123"]],
  *check({ draft }) {
    for (const place of secretPlaces(draft)) yield* reportsOf(place);
  },
  checkNodes: () =>
    function* (node) {
      for (const place of nodeSecretPlaces(node)) yield* reportsOf(place);
    },
};

function* reportsOf({ path, value, passesScripts, secret }: SecretPlace): Generator<Report> {
  const reading = readSecret(value);
  if (reading.kind === "problem") {
    const meant = meantReference(value);
    const fixes = meant === undefined ? [] : [replaceValue(`Change to ${meant}`, `"${meant}"`)];
    yield { path, message: reading.message, fixes };
    return;
  }
  if (reading.source.kind !== "literal") return;
  const likely = likelyReference(value, secretNameAt(path));
  if (likely !== undefined) {
    yield {
      path,
      message: `This is no reference, but the ${secret ? "secret" : "value"} itself. Did you mean ${likely}?`,
      fixes: [replaceValue(`Change to ${likely}`, `"${likely}"`)],
    };
    return;
  }
  if (!secret) return;
  const breaking = passesScripts ? breakingCharacter(value) : undefined;
  if (breaking !== undefined) {
    yield {
      path,
      message: `The official scripts break this value at ${nameCharacter(breaking)}. Use letters and digits.`,
    };
  }
  const limit = limitProblem(path.join("."), value);
  if (limit !== undefined) yield { path, severity: "warning", message: limit };
  yield {
    path,
    severity: "warning",
    message: `This secret stands in the file for everybody who reads it. Keep it in the secret store: \${secret:${secretNameAt(path)}}.`,
  };
}
