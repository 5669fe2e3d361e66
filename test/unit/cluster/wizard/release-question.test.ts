import { describe, expect, it } from "vitest";
import { Wizard } from "../../../../cluster/wizard/wizard";
import { wizardWorld } from "../../../fixtures/wizard";

function detailOf(wizard: Wizard, version: string): string | undefined {
  const { question } = wizard;
  if (question?.kind !== "choice") throw new Error("The first question is no choice.");
  return question.choices.find(({ value }) => value === version)?.detail;
}

describe("the question for the release", () => {
  it("tells beside a release what is known to go wrong with its installation", () => {
    const wizard = new Wizard(wizardWorld());
    expect(detailOf(wizard, "3.2.0")).toBe("known problems: bitnami images, hairpin, docker restart");
    expect(detailOf(wizard, "3.5.0")).toBe("known problems: hairpin");
    expect(detailOf(wizard, "3.8.0")).toBeUndefined();
    expect(detailOf(wizard, "3.9.0")).toBe("newest");
  });

  async function remarkOn(wizard: Wizard, answer: string): Promise<string | undefined> {
    const judged = await wizard.judge(answer);
    return judged.kind === "remark" ? judged.message : undefined;
  }

  it("tells it in sentences when the release is taken, and names what is met later", async () => {
    const remark = await remarkOn(new Wizard(wizardWorld()), "3.2.0");
    expect(remark).toMatch(
      /^Known problems of 3\.2\.0: The images bitnami\/minio .* Install 3\.4\.0 or later, /,
    );
    expect(remark).toMatch(/ Besides: zerossl, restart of masters, loss of redis and livekit api\.$/);
  });

  it("is quiet about a release without such problems, and about answers that are none", async () => {
    const wizard = new Wizard(wizardWorld());
    for (const answer of ["3.9.0", "3.8.0", "nothing", ""])
      expect(await remarkOn(wizard, answer)).toBeUndefined();
  });

  it("lets every release be taken, and the questions after it be answered", async () => {
    const wizard = new Wizard(wizardWorld());
    expect((await wizard.next("3.2.0")).kind).toBe("remark");
    expect((await wizard.next("production")).kind).toBe("fine");
  });
});
