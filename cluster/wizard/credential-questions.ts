import type { Generate } from "../generated/release-facts";
import { limitProblem } from "../installer/credential-limits";
import { schemaAt } from "../manifest/manifest-schema";
import { applies } from "../release/condition";
import { isReference, secretProblem } from "./secret-answer";
import { answeredFeatures, listOf, releaseOf, text, type Answers, type Question } from "./question";

/** OpenVidu's last questions: "secrets, usernames, and passwords". Only those that the user wants to set are asked one by one. */
export function* credentialQuestions(answers: Answers): Generator<Question> {
  const features = answeredFeatures(answers);
  const generated = new Map(
    releaseOf(answers)
      .arguments.filter(({ role, when }) => role === "master" && applies(when, features))
      .flatMap(({ value: { key }, generate }) =>
        key?.startsWith("credentials.") === true ? [[key, generate] as const] : [],
      ),
  );
  const choices = [...generated.keys()].map((key) => ({
    value: key,
    label: key.replace("credentials.", ""),
    detail: describe(key),
  }));
  yield {
    kind: "choices",
    id: "ownCredentials",
    title: "Secrets, usernames, and passwords",
    help: "Select those that you want to set yourself; random values are generated for the others.",
    choices,
    initial: [],
    sample: [],
  };
  for (const { value, label, detail } of choices) {
    if (!listOf(answers, "ownCredentials").includes(value)) continue;
    const secret = schemaAt(value.split("."))?.secret === true;
    const question = text(value, label, `${detail} ${whenEmpty(generated.get(value))}`);
    if (!secret) yield question;
    else
      yield {
        ...question,
        secret: true,
        problem: secretProblem,
        remark: (answer) => (answer === "" || isReference(answer) ? undefined : limitProblem(value, answer)),
      };
  }
}

/** What an installation takes where nothing is given. */
function whenEmpty(generate: Generate | undefined): string {
  if (generate === undefined) return "Empty: OpenVidu's own.";
  return generate.text === undefined
    ? "Empty: a value is generated."
    : `Empty: OpenVidu's usual '${generate.text}'.`;
}

function describe(key: string): string {
  return schemaAt(key.split("."))?.description ?? "";
}
