import { describe, expect, it } from "vitest";
import { releases } from "../../../../cluster/release/catalogue";
import type { Answer, Answers, Question } from "../../../../cluster/wizard/question";
import { questionsFor, Wizard } from "../../../../cluster/wizard/wizard";
import { RIGHT_ANSWERS, WRONG_ANSWERS } from "../../../fixtures/wrong-answers";

/** What a person can say in the terminal is a text; the wizard gets the choices that it names. */
function answerOf({ kind }: Question, written: string): Answer {
  if (written === "-") return kind === "choices" ? [] : "";
  return kind === "choices" ? [written] : written;
}

function upTo(id: string, before: Readonly<Record<string, Answer>>): Wizard {
  const wizard = new Wizard({ hosts: [] });
  for (let question = wizard.question; question?.id !== id; question = wizard.question) {
    if (question === undefined) throw new Error(`'${id}' is not asked.`);
    const problem = wizard.next(before[question.id] ?? RIGHT_ANSWERS[question.id] ?? wizard.offered ?? "");
    if (problem !== undefined) throw new Error(`${question.id}: ${problem}`);
  }
  return wizard;
}

describe("a wrong answer", () => {
  it.each(WRONG_ANSWERS)("to $id, $answer, gets one message and is asked again", (wrong) => {
    const wizard = upTo(wrong.id, wrong.before);
    const { question, step } = wizard;
    if (question === undefined) throw new Error("It is not asked.");
    const message = wizard.next(answerOf(question, wrong.answer));
    // In the terminal words are compared with the choices before the wizard hears of them.
    const words =
      wrong.words === "none of the choices"
        ? /Choose (?:one of|among) the list\.|has no module/
        : wrong.words;
    expect(message).toMatch(words);
    expect(message?.split("\n")).toHaveLength(1);
    expect(wizard.question?.id).toBe(wrong.id);
    expect(wizard.step).toEqual(step);
    expect(() => wizard.result()).toThrow("is not answered yet");
  });

  it("is known for every question of every release", () => {
    const asked = new Set<string>();
    for (const { version } of releases)
      for (const loadBalancing of ["dns", "external"])
        for (const certificateType of ["letsencrypt", "selfsigned", "zerossl", "owncert"]) {
          const answers: Answers = {
            ...RIGHT_ANSWERS,
            ...{ release: version, loadBalancing, certificateType, turnDomain: "turn.example.io" },
            ...{ masterNodes: "10.5.0.1,10.5.0.2,10.5.0.3,10.5.0.4", mediaNodes: "10.5.0.5,10.5.0.6" },
          };
          for (const { id } of questionsFor(answers, { hosts: [] })) asked.add(id);
        }
    // ZeroSSL itself is refused, so that nobody comes to the question for its key.
    asked.delete("apiKey");
    expect([...asked].filter((id) => !WRONG_ANSWERS.some((wrong) => wrong.id === id))).toEqual([]);
  });

  it.each(["${redis-pass word}", "p4ss word"])("that is a secret is not repeated: %j", (secret) => {
    for (const id of ["license", "credentials.redisPassword"]) {
      const wizard = upTo(id, { ownCredentials: ["credentials.redisPassword"] });
      expect(wizard.next(secret)).not.toContain("word}");
      expect(wizard.problemWith(secret)).not.toContain("p4ss");
    }
  });
});
