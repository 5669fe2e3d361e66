import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
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

  it("looks at the files that the manifest names", async () => {
    const own = "type: owncert\n  privateKey: none.pem\n  publicKey: .";
    const name = await write("own.openvidu.yaml", production.replace("type: letsencrypt", own));
    const ended = await ovcluster(["validate", name]);
    expect(ended.code).toBe(1);
    expect(ended.out).toContain("error: The file 'none.pem' does not exist.");
    expect(ended.out).toContain("error: The file '.' is a folder.");
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

const TITLES = [
  "1. Firewall Configuration for 'Master Nodes'",
  "2. Installation Commands for 'Master Nodes'",
  "3. Firewall Configuration for 'Media Nodes'",
  "4. Installation Commands for 'Media Nodes'",
];

describe("ovcluster commands", () => {
  it("prints them as Markdown and as JSON too", async () => {
    const markdown = await ovcluster(["commands", PRODUCTION, "--format", "markdown"]);
    expect(markdown.out.split("\n").filter((line) => line.startsWith("## "))).toEqual(
      TITLES.map((title) => `## ${title}`),
    );
    const json = await ovcluster(["commands", PRODUCTION, "--format", "json"]);
    const { sections } = JSON.parse(json.out) as { sections: { title: string; command?: string }[] };
    expect(sections.map(({ title }, index) => `${String(index + 1)}. ${title}`)).toEqual(TITLES);
    expect(markdown.out).toContain(sections[1]?.command);
    expect((await ovcluster(["commands", PRODUCTION, "--format", "yaml"])).code).toBe(2);
  });

  it("writes one script for each role and a README for the owner alone, without secrets", async () => {
    const ended = await ovcluster(["commands", PRODUCTION, "--out", "scripts"], {
      OVCLUSTER_SECRET_LICENSE: "Lic3nse",
    });
    expect(ended.code).toBe(0);
    const names = ["README.md", "install-master-node.sh", "install-media-node.sh"];
    expect((await readdir(path.join(folder, "scripts"))).sort()).toEqual(names);
    for (const name of ["", ...names]) {
      expect((await stat(path.join(folder, "scripts", name))).mode & 0o777, name).toBe(0o700);
    }
    const texts = await Promise.all(
      names.map((name) => readFile(path.join(folder, "scripts", name), "utf8")),
    );
    expect(texts.join("\n")).not.toContain("Lic3nse");
    expect(texts[0]).toContain("## 4. Installation Commands for 'Media Nodes'");
  });

  it("refuses a folder that is not empty, unless it is told to replace the scripts in it", async () => {
    const target = path.join(folder, "full");
    await mkdir(target);
    await writeFile(path.join(target, "README.md"), "mine\n", { mode: 0o644 });
    await writeFile(path.join(target, "other.txt"), "mine\n");
    const refused = await ovcluster(["commands", PRODUCTION, "--out", "full"]);
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.error).toContain("--force");
    expect((await readdir(target)).sort()).toEqual(["README.md", "other.txt"]);
    expect(await readFile(path.join(target, "README.md"), "utf8")).toBe("mine\n");
    const forced = await ovcluster(["commands", PRODUCTION, "--out", "full", "--force"]);
    expect(forced.code).toBe(0);
    expect(await readFile(path.join(target, "README.md"), "utf8")).toContain("by hand");
    expect((await stat(path.join(target, "README.md"))).mode & 0o777).toBe(0o700);
    expect(await readFile(path.join(target, "other.txt"), "utf8")).toBe("mine\n");
  });

  it("prints the wizard's four sections in its order, secrets masked", async () => {
    const ended = await ovcluster(["commands", PRODUCTION], { OVCLUSTER_SECRET_LICENSE: "Lic3nse" });
    expect(ended.code).toBe(0);
    const titles = ended.out.split("\n").filter((line) => /^\d\. /.test(line));
    expect(titles).toEqual(TITLES);
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
    expect(ended.out).toContain("4. Installation");
  });

  it("stops where no commands can be made", async () => {
    const name = await write("broken.openvidu.yaml", production.replace("domain: openvidu.example.io\n", ""));
    const ended = await ovcluster(["commands", name]);
    expect(ended).toMatchObject({ code: 1, out: "" });
    expect(ended.error).toContain("needs 'domain'");
  });
});

describe("ovcluster firewall", () => {
  it("prints the rules of the whole cluster as a table, and those of a node for its firewall program", async () => {
    const table = await ovcluster(["firewall", PRODUCTION]);
    expect(table).toMatchObject({ code: 0, error: "" });
    expect(table.out).toContain("## Master nodes");
    const rules = await ovcluster(["firewall", PRODUCTION, "--format", "nftables", "--node", "media-2"]);
    expect(rules.code).toBe(0);
    expect(rules.out).toContain("Firewall of node media-2");
  });

  it("writes a table with its picture beside it", async () => {
    expect((await ovcluster(["firewall", PRODUCTION, "--out", "rules.md"])).code).toBe(0);
    expect(await readFile(path.join(folder, "rules.md"), "utf8")).toContain("](<rules.svg>)");
    expect(await readFile(path.join(folder, "rules.svg"), "utf8")).toMatch(/^<svg /);
  });

  it.each([
    ["an unknown format", ["--format", "nftable"], 2, "Did you mean nftables?"],
    ["a script without a machine", ["--format", "ufw"], 2, "--role master"],
    ["an unknown role", ["--role", "worker"], 2, "Roles: master, media."],
    ["an unknown node", ["--node", "media-9"], 2, "media-1, media-2"],
    ["a role and a node", ["--role", "media", "--node", "media-1"], 2, "exclude each other"],
    ["a file that cannot be written", ["--out", "no/such/folder/rules.md"], 1, "Could not write"],
  ])("tells %s in one message", async (_what, args, code, words) => {
    const ended = await ovcluster(["firewall", PRODUCTION, ...args]);
    expect(ended).toMatchObject({ code, out: "" });
    expect(ended.error.trim().split("\n")).toHaveLength(1);
    expect(ended.error).toContain(words);
  });

  it("tells a load balancer that is no address", async () => {
    const name = await write(
      "external.openvidu.yaml",
      production.replace("rtcEngine:", "loadBalancing: external\nrtcEngine:"),
    );
    const ended = await ovcluster(["firewall", name, "--load-balancer", "$(reboot)"]);
    expect(ended).toMatchObject({ code: 1, out: "" });
    expect(ended.error).toContain("'$(reboot)' is neither an address nor a network");
  });

  it("makes no rules of a manifest with errors", async () => {
    const name = await write(
      "address.openvidu.yaml",
      production.replace("privateIp: 10.5.0.2", "privateIp: 10.5.0.2;reboot"),
    );
    const ended = await ovcluster(["firewall", name, "--format", "ufw", "--role", "master"]);
    expect(ended).toMatchObject({ code: 1, out: "" });
    expect(ended.error).toContain("no firewall rules can be made");
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
