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

/** Whether an answer says where the secret is, and is none itself. */
export function isReference(answer: string): boolean {
  const reading = readSecret(answer);
  return reading.kind === "value" && reading.source.kind !== "literal";
}

/** What the manifest says of a secret: the reference that was typed, or one to the store, where the value is kept. */
export function referenceFor(name: string, answer: string, secrets: Map<string, string>): string {
  if (answer !== "" && isReference(answer)) return answer;
  if (answer !== "") secrets.set(name, answer);
  return `\${secret:${name}}`;
}
