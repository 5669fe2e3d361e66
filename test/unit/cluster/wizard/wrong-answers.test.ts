import { describe, expect, it } from "vitest";
import { releases } from "../../../../cluster/release/catalogue";
import type { Answer, Answers, Question } from "../../../../cluster/wizard/question";
import { questionsFor } from "../../../../cluster/wizard/wizard";
import { findingsOf } from "../../../fixtures/manifest-builder";
import { problemIn, through, upTo, wizardWorld } from "../../../fixtures/wizard";
import { REMARKED_ANSWERS, RIGHT_ANSWERS, WRONG_ANSWERS } from "../../../fixtures/wrong-answers";

/** What a person can say in the terminal is a text; the wizard gets the choices that it names. */
function answerOf({ kind }: Question, written: string): Answer {
  if (written === "-") return kind === "choices" ? [] : "";
  return kind === "choices" ? [written] : written;
}

/** What VS Code's input box shows in three lines. */
const LONGEST = 240;

describe("a wrong answer", () => {
  it.each(WRONG_ANSWERS)("to $id, $answer, gets one short message and is asked again", async (wrong) => {
    const wizard = await upTo(wrong.id, wrong.before);
    const { question, step } = wizard;
    if (question === undefined) throw new Error("It is not asked.");
    const message = problemIn(await wizard.next(answerOf(question, wrong.answer)));
    // In the terminal words are compared with the choices before the wizard hears of them.
    const words =
      wrong.words === "none of the choices"
        ? /Choose (?:one of|among) the list\.|has no module/
        : wrong.words;
    expect(message).toMatch(words);
    expect(message).not.toContain("\n");
    expect(message.length).toBeLessThanOrEqual(LONGEST);
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
          for (const { id } of questionsFor(answers, wizardWorld())) asked.add(id);
        }
    expect([...asked].filter((id) => !WRONG_ANSWERS.some((wrong) => wrong.id === id))).toEqual([]);
  });

  it("names the other node, not the one that was just written", async () => {
    const media = await upTo("mediaNodes");
    expect(problemIn(await media.next("10.5.0.5 203.0.113.15, 10.5.0.1 203.0.113.16"))).toMatch(
      /^10\.5\.0\.1 is also the address of master-1: /,
    );
    const names = await upTo("mediaNodes");
    expect(problemIn(await names.next("10.5.0.5 203.0.113.15, master-2 10.5.0.6 203.0.113.16"))).toMatch(
      /^'master-2' is also the name of master node 2\. /,
    );
  });

  it.each(["${redis-pass word}", "p4ss word"])("that is a secret is not repeated: %j", async (secret) => {
    for (const id of ["license", "credentials.redisPassword"]) {
      const wizard = await upTo(id, { ownCredentials: ["credentials.redisPassword"] });
      expect(problemIn(await wizard.next(secret))).not.toContain("word}");
      expect(wizard.problemWith(secret)).not.toContain("p4ss");
    }
  });
});

describe("an answer that will hurt later", () => {
  it.each(REMARKED_ANSWERS)("is taken with a remark: $id, $answer", async (remarked) => {
    const wizard = await upTo(remarked.id, remarked.before);
    const { question } = wizard;
    if (question === undefined) throw new Error("It is not asked.");
    expect(wizard.problemWith(remarked.answer)).toBeUndefined();
    const told = await wizard.next(remarked.answer);
    expect(told).toMatchObject({
      kind: "remark",
      message: expect.stringContaining(remarked.words) as string,
    });
    expect(wizard.question?.id).not.toBe(remarked.id);
  });

  it("is remarked where it stands in the manifest, and once", async () => {
    const wizard = await upTo(undefined, {
      ...{ mediaNodes: "10.5.0.5 203.0.113.15" },
    });
    const { text } = wizard.result();
    const unwrapped = text.replaceAll("\n# ", " ");
    expect(unwrapped.split("With one media node, calls end when it fails")).toHaveLength(2);
    expect(unwrapped).toMatch(/Add a second one\.\nmediaNodes:/);
    expect(findingsOf(text).map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      "warning media-count",
    ]);
  });

  it("is forgotten when another one is given", async () => {
    const wizard = await upTo("domain", { certificateType: "zerossl" });
    wizard.back();
    expect(await wizard.next("selfsigned")).toEqual({ kind: "fine" });
    await through(wizard, undefined);
    expect(wizard.result().text).not.toContain("ZeroSSL");
  });
});
