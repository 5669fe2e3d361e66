import { describe, expect, it } from "vitest";
import { releases } from "../../../../cluster/release/catalogue";
import type { Answer } from "../../../../cluster/wizard/question";
import { Wizard } from "../../../../cluster/wizard/wizard";
import { problemIn, through, upTo, wizardWorld } from "../../../fixtures/wizard";

/** The titles of all that is asked after these answers. */
function asked(answers: Readonly<Record<string, Answer>> = {}): Promise<string[]> {
  return through(new Wizard(wizardWorld()), undefined, answers);
}

describe("the wizard", () => {
  it.each([
    ["credentials.dashboardAdminUser", "Empty: OpenVidu's usual 'dashboardadmin'."],
    ["credentials.mongoAdminUser", "Empty: OpenVidu's usual 'mongoadmin'."],
    ["credentials.redisPassword", "Empty: a value is generated."],
  ])("tells what an empty %s becomes", async (key, words) => {
    const { question } = await upTo(key, { release: "3.8.0", ownCredentials: [key] });
    expect(question?.help).toContain(words);
  });

  it("asks for the release and a name first, and then what OpenVidu's wizard asks, in its order and words", async () => {
    expect((await asked({ release: "3.0.0-beta1" })).slice(0, 13)).toEqual([
      "OpenVidu release",
      "Name of the cluster",
      "Write all 'Master Node' Private IPs separated by commas",
      "Write your OpenVidu PRO License",
      "Do you want to use an external load balancer?",
      "Select which certificate type to use",
      "Domain name",
      "(Optional) Turn domain name",
      "Select which RTC engine to use",
      "Modules to enable",
      "Let's Encrypt email",
      "Secrets, usernames, and passwords",
      "Write all 'Media Node' Private IPs separated by commas",
    ]);
  });

  // Typed from the documents of these releases, not from the catalogue.
  const CERTIFICATES = ["Self Signed Certificate", "Let's Encrypt", "ZeroSSL", "Own Certificate"];
  const PION_3_2 = ["Pion (the default engine used by LiveKit)", "Mediasoup (with a boost in performance)"];
  const WITH_CALL = ["Observability", "Default App", "OpenVidu V2 Compatibility"];
  const WITH_MEET = ["OpenVidu Meet", "Observability", "OpenVidu V2 Compatibility"];
  it.each([
    ["3.0.0-beta1", ["Pion (The engine used by Livekit)", "Mediasoup (Experimental)"], WITH_CALL],
    ["3.0.0", ["Pion (The engine used by Livekit)", "Mediasoup (Experimental)"], WITH_CALL],
    ["3.2.0", PION_3_2, WITH_CALL],
    ["3.4.1", PION_3_2, WITH_MEET],
    ["3.6.0", PION_3_2, WITH_MEET],
    ["3.8.0", PION_3_2, WITH_MEET],
    [
      "3.9.0",
      ["Mediasoup (with a boost in performance)", "Pion (the engine of LiveKit Open Source)"],
      WITH_MEET,
    ],
  ])(
    "offers at %s what OpenVidu's wizard offers, in its order and words",
    async (release, engines, modules) => {
      const labels = async (id: string): Promise<string[]> => {
        const { question } = await upTo(id, { release });
        return question !== undefined && "choices" in question
          ? question.choices.map(({ label }) => label)
          : [];
      };
      expect(await labels("loadBalancing")).toEqual(["No", "Yes"]);
      expect(await labels("certificateType")).toEqual(CERTIFICATES);
      expect(await labels("rtcEngine")).toEqual(engines);
      expect(await labels("modules")).toEqual(modules);
    },
  );

  it("offers every engine and module of every release in OpenVidu's words", () => {
    for (const { version, wizard, rtcEngines, modules } of releases) {
      expect(wizard.engines.map(({ name }) => name).sort(), version).toEqual([...rtcEngines.allowed].sort());
      expect(wizard.modules.map(({ name }) => name).sort(), version).toEqual(
        modules.map(({ name }) => name).sort(),
      );
    }
  });

  it("asks only what the release and the former answers leave open", async () => {
    const newest = await asked();
    expect(newest).not.toContain("Let's Encrypt email");
    expect(newest).not.toContain("(Optional) Turn domain name");
    const external = await asked({ loadBalancing: "external", release: "3.8.0" });
    expect(external).not.toContain("Select which certificate type to use");
    expect(external).toContain("(Optional) Turn domain name");
    const own = await asked({ release: "3.5.0", certificateType: "owncert", turnDomain: "turn.example.io" });
    expect(own.filter((title) => title.includes("file of"))).toHaveLength(4);
    const apart = await asked({
      masterNodes: "10.5.0.1,10.5.0.2,10.5.0.3,10.5.0.4",
      masterPublicIps: "203.0.113.1,203.0.113.2,203.0.113.3,203.0.113.4",
    });
    expect(apart).toContain("Write all 'Master Node' Public IPs separated by commas");
  });

  it("offers the newest pinned release", () => {
    expect(new Wizard(wizardWorld()).offered).toBe(releases.at(-1)?.version);
  });

  it("counts public addresses", async () => {
    const wizard = await upTo("mediaPublicIps", { mediaNodes: "10.5.0.5,10.5.0.6" });
    expect(problemIn(await wizard.next("203.0.113.15"))).toBe(
      "2 public addresses are needed, for media-1 and media-2; here are 1.",
    );
    expect(problemIn(await wizard.next("203.0.113.15,10.5.0.9"))).toContain("10.5.0.9 is no public address");
    expect(await wizard.next("203.0.113.15,203.0.113.16")).toEqual({ kind: "fine" });
  });

  it("goes back and forward without losing answers, and asks anew what no longer fits", async () => {
    const wizard = await upTo("sshUser", { modules: ["observability"] });
    while (wizard.back());
    expect(wizard.question?.id).toBe("release");
    await wizard.next("3.3.0");
    expect(wizard.offered).toBe("production");
    for (let id = wizard.question?.id; id !== "modules"; id = wizard.question?.id)
      expect(await wizard.next(wizard.offered ?? "")).toEqual({ kind: "fine" });
    expect(wizard.offered).toEqual(["observability"]);
    expect(wizard.question).toMatchObject({ choices: [{}, { value: "app" }, {}] });
    expect(wizard.back()).toBe(true);
    expect(wizard.question?.id).toBe("rtcEngine");
  });

  it("counts its steps", async () => {
    const wizard = new Wizard(wizardWorld());
    expect(wizard.step.number).toBe(1);
    await wizard.next("3.8.0");
    expect(wizard.step.number).toBe(2);
    expect(wizard.step.total).toBeGreaterThan(10);
  });

  it("connects to hosts of the ssh configuration by their names", async () => {
    const hosts = [1, 2, 3, 4].map((n) => ({
      alias: `web-${String(n)}`,
      hostName: `203.0.113.${String(n)}`,
    }));
    const wizard = new Wizard(wizardWorld(hosts));
    await wizard.next("3.8.0");
    await wizard.next("production");
    expect(problemIn(await wizard.next("web-1, web-2 10.5.0.2, web-3 10.5.0.3, web-4 10.5.0.4"))).toBe(
      "Write the private address beside web-1: the nodes reach each other there.",
    );
    const whole = "web-1 10.5.0.1, web-2 10.5.0.2, web-3 10.5.0.3, web-4 10.5.0.4";
    expect(await wizard.next(whole)).toEqual({ kind: "fine" });
  });
});
