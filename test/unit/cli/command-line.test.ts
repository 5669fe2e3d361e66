import { spawn } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const PRODUCTION = path.join(ROOT, "examples/production.openvidu.yaml");

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

let folder: string;
let production: string;

/** Runs the bundled command line in a folder of its own, with a home of its own. */
function ovcluster(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(ROOT, "dist/cli.js"), ...args], {
      cwd: folder,
      env: { PATH: process.env["PATH"], HOME: folder, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, error] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (error += chunk.toString()));
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ code, out, error });
    });
  });
}

async function write(name: string, text: string): Promise<string> {
  await writeFile(path.join(folder, name), text);
  return name;
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ovcluster-cli-"));
  production = await readFile(PRODUCTION, "utf8");
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
    for (const command of ["validate", "commands", "releases", "deploy", "status"])
      expect(help.out).toContain(command);
    expect((await ovcluster(["--version"])).out.trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe("ovcluster validate", () => {
  it("ends with 0 where nothing is wrong", async () => {
    const ended = await ovcluster(["validate", PRODUCTION]);
    expect(ended).toMatchObject({ code: 0, error: "" });
    expect(ended.out).toContain("no findings");
  });

  it("names file, line and column of a finding, its related place, and ends with 1", async () => {
    const name = await write("conflict.openvidu.yaml", production.replace("port: 9200", "port: 9100"));
    const ended = await ovcluster(["validate", name]);
    expect(ended.code).toBe(1);
    const line = production.split("\n").findIndex((text) => text.includes("port: 9200")) + 1;
    expect(ended.out).toMatch(
      new RegExp(`^${name}:${String(line)}:\\d+: error: Port conflict on master-1`, "m"),
    );
    expect(ended.out).toMatch(new RegExp(`^ {4}${name}:\\d+:\\d+: `, "m"));
    expect(ended.out).toContain("1 error");
  });

  it("names the fix that an editor would offer", async () => {
    const name = await write("quotes.openvidu.yaml", production.replace("release: 3.8.0", "release: 3.10"));
    const ended = await ovcluster(["validate", name]);
    expect(ended.out).toMatch(/^ {4}fix: .*"3\.10"/m);
  });

  it("prints the same findings as JSON", async () => {
    const name = await write("json.openvidu.yaml", production.replace("observability,", "observabilty,"));
    const ended = await ovcluster(["validate", "--json", name]);
    expect(ended.code).toBe(1);
    const report = JSON.parse(ended.out) as {
      findings: { code: string; range: { start: { line: number } } }[];
    };
    expect(report.findings.map((finding) => finding.code)).toEqual(["known-modules"]);
    expect(report.findings[0]?.range.start.line).toBe(7);
  });

  it("ends with 0 for warnings, and with 1 when strict", async () => {
    const name = await write("warning.openvidu.yaml", production.replace("${secret:license}", "abc"));
    expect((await ovcluster(["validate", name])).code).toBe(0);
    expect((await ovcluster(["validate", "--strict", name])).code).toBe(1);
  });

  it.each([
    ["a missing file", "nowhere.yaml", "there is no such file"],
    ["a folder", ".", "is a folder"],
  ])("tells %s in one message with the next step", async (_what, name, words) => {
    const ended = await ovcluster(["validate", name]);
    expect(ended.code).toBe(1);
    expect(ended.error.trim().split("\n")).toHaveLength(1);
    expect(ended.error).toContain(words);
  });

  it.each([["validate"], ["deploy"], ["status"]])("%s tells a missing file as JSON too", async (command) => {
    const ended = await ovcluster([command, "--json", "nowhere.yaml"]);
    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.out)).toMatchObject({
      type: "error",
      message: expect.stringContaining("no such file") as string,
    });
  });

  it("tells a file that is no UTF-8 in one message", async () => {
    await writeFile(path.join(folder, "latin1.openvidu.yaml"), Buffer.from([0x6e, 0xe9, 0x3a]));
    const ended = await ovcluster(["validate", "latin1.openvidu.yaml"]);
    expect(ended.code).toBe(1);
    expect(ended.error).toContain("not a text in UTF-8");
  });
});

describe("ovcluster commands", () => {
  it("prints the wizard's four sections in its order, secrets masked", async () => {
    const ended = await ovcluster(["commands", PRODUCTION], { OVCLUSTER_SECRET_LICENSE: "Lic3nse" });
    expect(ended.code).toBe(0);
    const titles = ended.out.split("\n").filter((line) => line.startsWith("## "));
    expect(titles).toEqual([
      "## 1. Firewall Configuration for 'Master Nodes'",
      "## 2. Installation Commands for 'Master Nodes'",
      "## 3. Firewall Configuration for 'Media Nodes'",
      "## 4. Installation Commands for 'Media Nodes'",
    ]);
    expect(ended.out).toContain("--openvidu-pro-license='•••'");
    expect(ended.out + ended.error).not.toContain("Lic3nse");
  });

  it("prints secrets of environment and file when asked to", async () => {
    const secrets = path.join(folder, "my.secrets.yaml");
    await writeFile(secrets, "credentials.redisPassword: Redis123\n", { mode: 0o600 });
    const ended = await ovcluster(["commands", PRODUCTION, "--reveal-secrets", "--secrets-file", secrets], {
      OVCLUSTER_SECRET_LICENSE: "Lic3nse",
    });
    expect(ended.code).toBe(0);
    expect(ended.out).toContain("--openvidu-pro-license='Lic3nse'");
    expect(ended.out).toContain("--redis-password='Redis123'");
    expect(ended.error).toContain("credentials.mongoAdminPassword");
  });

  it("refuses a secrets file that others can read, without printing it", async () => {
    const secrets = path.join(folder, "open.secrets.yaml");
    await writeFile(secrets, "license: Lic3nse\n");
    await chmod(secrets, 0o644);
    const ended = await ovcluster(["commands", PRODUCTION, "--reveal-secrets", "--secrets-file", secrets]);
    expect(ended.code).toBe(1);
    expect(ended.error).toContain("chmod 600");
    expect(ended.out + ended.error).not.toContain("Lic3nse");
  });

  it("tells findings that leave the commands their meaning on standard error, and goes on", async () => {
    const name = await write("findings.openvidu.yaml", production.replace("port: 9200", "port: 9100"));
    const ended = await ovcluster(["commands", name]);
    expect(ended.code).toBe(0);
    expect(ended.error).toContain("Port conflict");
    expect(ended.out).toContain("## 4.");
  });

  it("stops where no commands can be made", async () => {
    const name = await write("broken.openvidu.yaml", production.replace("domain: openvidu.example.io\n", ""));
    const ended = await ovcluster(["commands", name]);
    expect(ended).toMatchObject({ code: 1, out: "" });
    expect(ended.error).toContain("needs 'domain'");
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
});
