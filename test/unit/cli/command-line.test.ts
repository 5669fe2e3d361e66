import { describe, expect, it } from "vitest";
import { withOwnCertificate } from "../../fixtures/certificates";
import { production } from "../../fixtures/manifest-builder";
import { ovclusterHome } from "../../fixtures/ovcluster-home";

const home = ovclusterHome();

describe("ovcluster", () => {
  it("ends with 2 for wrong usage and says what is known", async () => {
    const unknownCommand = await home.run(["depoly"]);
    expect(unknownCommand.code).toBe(2);
    expect(unknownCommand.error).toContain("Did you mean deploy?");
    expect((await home.run(["validate", "--jsn"])).code).toBe(2);
    expect((await home.run(["validate", "a.yaml", "b.yaml"])).code).toBe(2);
  });

  it("prints help and version and ends with 0", async () => {
    const help = await home.run(["--help"]);
    expect(help.code).toBe(0);
    for (const command of ["validate", "commands", "firewall", "releases", "deploy", "status"])
      expect(help.out).toContain(command);
    expect((await home.run(["--version"])).out.trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe("ovcluster deploy and status", () => {
  it.each(["deploy", "status"])(
    "%s stops at a manifest with errors before anything is connected",
    async (command) => {
      const name = await home.write(
        "errors.openvidu.yaml",
        production.replace("name: master-4", "name: master-3"),
      );
      const ended = await home.run([command, name]);
      expect(ended.code).toBe(1);
      expect(ended.error).toContain("nothing was changed");
      expect(ended.out).toBe("");
    },
  );

  it.each([
    ["that is not there", "key.pem", /The file .*key\.pem does not exist\./],
    ["that has no end", "/dev/zero", /The file \/dev\/zero cannot be read\./],
  ])("deploy refuses a key %s before any node is asked", async (_what, key, words) => {
    const text = withOwnCertificate(production).replace("key.pem", key);
    const name = await home.write("own.openvidu.yaml", text);
    const ended = await home.run(["deploy", name, "--json"]);
    expect(ended.code).toBe(1);
    const events = ended.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const phases = events.flatMap(({ type, phase }) => (type === "phase-started" ? [phase] : []));
    expect(phases).toEqual(["certificates"]);
    expect(events.at(-1)).toMatchObject({
      outcome: "failed",
      status: { nodes: [] },
      errors: [{ cause: expect.stringMatching(words) as string }, { code: "certificate" }],
    });
  });
});
