import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withOwnCertificate } from "../../fixtures/certificates";
import { ovcluster as runOvcluster, type Ended } from "../../fixtures/ovcluster";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const PRODUCTION = path.join(ROOT, "examples/production.openvidu.yaml");

let folder: string;
let production: string;

/** Runs a command in the folder of these tests. */
function ovcluster(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return runOvcluster(folder, args, { environment });
}

async function write(name: string, text: string): Promise<string> {
  await writeFile(path.join(folder, name), text);
  return name;
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ovcluster-command-line-"));
  production = await readFile(PRODUCTION, "utf8");
  // The key that the production example names; only its being there is looked at.
  await mkdir(path.join(folder, ".ssh"));
  await writeFile(path.join(folder, ".ssh/id_ed25519"), "");
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe("ovcluster", () => {
  it("ends with 2 for wrong usage and says what is known", async () => {
    const unknownCommand = await ovcluster(["depoly"]);
    expect(unknownCommand.code).toBe(2);
    expect(unknownCommand.error).toContain("Did you mean deploy?");
    expect((await ovcluster(["validate", "--jsn"])).code).toBe(2);
    expect((await ovcluster(["validate", "a.yaml", "b.yaml"])).code).toBe(2);
  });

  it("prints help and version and ends with 0", async () => {
    const help = await ovcluster(["--help"]);
    expect(help.code).toBe(0);
    for (const command of ["validate", "commands", "firewall", "releases", "deploy", "status"])
      expect(help.out).toContain(command);
    expect((await ovcluster(["--version"])).out.trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe("ovcluster deploy and status", () => {
  it.each(["deploy", "status"])(
    "%s stops at a manifest with errors before anything is connected",
    async (command) => {
      const name = await write(
        "errors.openvidu.yaml",
        production.replace("name: master-4", "name: master-3"),
      );
      const ended = await ovcluster([command, name]);
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
    const name = await write("own.openvidu.yaml", text);
    const ended = await ovcluster(["deploy", name, "--json"]);
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
