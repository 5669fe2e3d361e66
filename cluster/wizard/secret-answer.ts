import { breakingCharacter, nameCharacter } from "../installer/breaking-characters";
import { readSecret } from "../manifest/secret-reference";

/** Why a typed secret cannot be used, or undefined. It may be a reference, as in the manifest. Never repeats the secret. */
export function secretProblem(answer: string): string | undefined {
  if (answer === "") return undefined;
  const reading = readSecret(answer);
  if (reading.kind === "problem") return reading.message;
  const breaking = reading.source.kind === "literal" ? breakingCharacter(answer) : undefined;
  return breaking === undefined
    ? undefined
    : `The official scripts break a secret at ${nameCharacter(breaking)}. Use letters and digits.`;
}

/** What the manifest says of a secret: the reference that was typed, or one to the store, where the value is kept. */
export function referenceFor(name: string, answer: string, secrets: Map<string, string>): string {
  const reading = readSecret(answer);
  if (answer !== "" && reading.kind === "value" && reading.source.kind !== "literal") return answer;
  if (answer !== "") secrets.set(name, answer);
  return `\${secret:${name}}`;
}
