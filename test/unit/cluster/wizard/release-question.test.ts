import { describe, expect, it } from "vitest";
import { Wizard } from "../../../../cluster/wizard/wizard";

function detailOf(wizard: Wizard, version: string): string | undefined {
  const { question } = wizard;
  if (question?.kind !== "choice") throw new Error("The first question is no choice.");
  return question.choices.find(({ value }) => value === version)?.detail;
}

describe("the question for the release", () => {
  it("tells beside a release what is known to go wrong with its installation", () => {
    const wizard = new Wizard({ hosts: [] });
    expect(detailOf(wizard, "3.2.0")).toBe("known problems: bitnami images, hairpin, docker restart");
    expect(detailOf(wizard, "3.5.0")).toBe("known problems: hairpin");
    expect(detailOf(wizard, "3.8.0")).toBeUndefined();
    expect(detailOf(wizard, "3.9.0")).toBe("newest");
  });

  it("tells it in sentences when the release is taken, and names what is met later", () => {
    const remark = new Wizard({ hosts: [] }).remarkOn("3.2.0");
    expect(remark).toMatch(
      /^Known problems of 3\.2\.0: The images bitnami\/minio .* Install 3\.4\.0 or later, /,
    );
    expect(remark).toMatch(/ Besides: zerossl, restart of masters, loss of redis and livekit api\.$/);
  });

  it("is quiet about a release without such problems, and about answers that are none", () => {
    const wizard = new Wizard({ hosts: [] });
    for (const answer of ["3.9.0", "3.8.0", "nothing", ""]) expect(wizard.remarkOn(answer)).toBeUndefined();
  });

  it("lets every release be taken, and the questions after it be answered", () => {
    const wizard = new Wizard({ hosts: [] });
    expect(wizard.next("3.2.0")).toBeUndefined();
    expect(wizard.remarkOn("production")).toBeUndefined();
    expect(wizard.next("production")).toBeUndefined();
  });
});
