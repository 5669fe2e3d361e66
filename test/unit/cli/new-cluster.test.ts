import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readText, told } from "../../fixtures/manifest-builder";
import { ovcluster as runOvcluster, type Ended } from "../../fixtures/ovcluster";

const STORE = path.join(".local", "share", "openvidu-cluster");
const COMMAND = readText("test", "fixtures", "document", "3.8.0-master-letsencrypt.txt").replaceAll(
  "xxxxx",
  "S3cret",
);

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ovcluster-new-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Runs a command in the test's folder with lines on standard input. */
function ovcluster(args: readonly string[], input: string): Promise<Ended> {
  return runOvcluster(folder, args, { input });
}

/** Whatever is in the folder, at any depth. */
async function written(): Promise<string[]> {
  return (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

const MACHINES = [
  "203.0.113.11 10.5.0.1",
  "10.5.0.2 203.0.113.12",
  "m3,10.5.0.3,203.0.113.13",
  "10.5.0.4 203.0.113.14",
];
/** Answers to every question at 3.8.0, in order. */
const ANSWERS = [
  ...["3.8.0", "", ...MACHINES, "", "Lic3nse", "no", "letsencrypt", "openvidu.example.io"],
  ...[
    "mediasoup",
    "1, OpenVidu Meet",
    "-",
    "10.5.0.5 203.0.113.15, 10.5.0.6 203.0.113.16",
    "",
    "ubuntu",
    "",
    "",
    "",
    "",
  ],
];

function lines(answers: readonly string[]): string {
  return answers.map((answer) => `${answer}\n`).join("");
}

describe("ovcluster init", () => {
  it("writes a manifest without findings from answers of a pipe, and keeps the license apart", async () => {
    const ended = await ovcluster(["init"], lines(ANSWERS));
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.out).toContain("Wrote openvidu-cluster.yaml.");
    const text = await readFile(path.join(folder, "openvidu-cluster.yaml"), "utf8");
    expect(told(text)).toEqual([]);
    for (const part of [
      "release: 3.8.0",
      "rtcEngine: mediasoup",
      "modules: [observability, openviduMeet]",
      "name: m3",
    ])
      expect(text).toContain(part);
    expect(text + ended.out + ended.error).not.toContain("Lic3nse");
    const store = path.join(folder, STORE, "production.secrets.yaml");
    expect(await readFile(store, "utf8")).toContain("license: Lic3nse");
    expect((await stat(store)).mode & 0o777).toBe(0o600);
  });

  it("goes back, and tells wrong answers until they are right", async () => {
    const answers = ["3.7", "3.7.0", "Prod!", "<", "3.8.0", ...ANSWERS.slice(1)];
    const ended = await ovcluster(["init", "my.openvidu.yaml"], lines(answers));
    expect(ended.code).toBe(0);
    expect(ended.error).toContain("'3.7' is none of the choices");
    expect(ended.error).toContain("'Prod!'");
    expect(await readFile(path.join(folder, "my.openvidu.yaml"), "utf8")).toContain("release: 3.8.0");
  });

  it("tells what is known to go wrong at the release that is taken", async () => {
    const ended = await ovcluster(["init"], lines(["3.2.0", "<", "3.8.0", ...ANSWERS.slice(1)]));
    expect(ended.code).toBe(0);
    expect(ended.error).toMatch(/Known problems of 3\.2\.0: .* cannot be installed as it is\./);
    expect(ended.error).not.toContain("Known problems of 3.8.0");
  });

  it.each([
    ["foo.yaml", "openvidu-cluster.yaml or foo.openvidu.yaml"],
    ["foo", "openvidu-cluster.yaml or foo.openvidu.yaml"],
    ["sub/a.YML", "sub/openvidu-cluster.yaml or sub/a.openvidu.yaml"],
    [".yaml", "openvidu-cluster.yaml"],
  ])("refuses the name %s before it asks anything, with names that are found", async (name, found) => {
    for (const given of [
      ["init", name],
      ["import", "--command", "-", "--out", name],
    ]) {
      const ended = await ovcluster(given, lines(ANSWERS));
      expect(ended.code).toBe(2);
      expect(ended.error).toContain(
        `${name} is no name of a manifest: neither the editor nor the other commands would find it. Call it ${found}.`,
      );
      expect(ended.error).not.toContain("OpenVidu release");
    }
    expect(await written()).toEqual([]);
  });

  it.each(["openvidu-cluster.yml", "my.openvidu.yml"])("takes the name %s", async (name) => {
    expect((await ovcluster(["init", name], lines(ANSWERS))).code).toBe(0);
    expect((await ovcluster(["validate"], "")).code).toBe(0);
  });

  it.each([
    ["an input that ends too early", ANSWERS.slice(0, 8)],
    ["no input", []],
    ["a wrong answer at the end", [...ANSWERS.slice(0, 10), "no domain"]],
  ])("writes nothing after %s", async (_what, given) => {
    const ended = await ovcluster(["init"], lines(given));
    expect(ended.code).toBe(1);
    expect(ended.error).toContain("nothing was written");
    expect(await written()).toEqual([]);
  });

  it("refuses to replace a file before it asks anything, unless forced", async () => {
    await writeFile(path.join(folder, "openvidu-cluster.yaml"), "mine");
    const refused = await ovcluster(["init"], lines(ANSWERS));
    expect(refused.code).toBe(1);
    expect(refused.error).toMatch(/is there already.*--force/);
    expect(refused.error).not.toContain("OpenVidu release");
    expect(await readFile(path.join(folder, "openvidu-cluster.yaml"), "utf8")).toBe("mine");
    expect((await ovcluster(["init", "--force"], lines(ANSWERS))).code).toBe(0);
  });
});

describe("ovcluster import --command", () => {
  it("prints the manifest, keeps the secrets, and says what to fill in", async () => {
    const ended = await ovcluster(["import", "--command", "-"], COMMAND);
    expect(ended.code).toBe(0);
    expect(ended.out).toContain("license: ${secret:license}");
    expect(ended.out).not.toMatch(/(?:license|Password|Key|Secret): S3cret/);
    expect(ended.error).toContain("needs 'publicIp'");
    expect(await written()).toEqual([path.join(STORE, "openvidu.secrets.yaml")]);
  });

  it("writes it where told, and key files beside it for the owner alone", async () => {
    const key = Buffer.from("-----BEGIN PRIVATE KEY-----\n").toString("base64");
    const own = COMMAND.replace(
      "'letsencrypt'",
      `'owncert' --owncert-private-key='${key}' --owncert-public-key='${key}'`,
    );
    await writeFile(path.join(folder, "command.txt"), own);
    const ended = await ovcluster(
      ["import", "--command", "command.txt", "--out", "my.openvidu.yaml", "--name", "mine"],
      "",
    );
    expect(ended.code).toBe(0);
    expect((await written()).sort()).toEqual(
      [
        path.join(STORE, "mine.secrets.yaml"),
        "certs/privateKey.pem",
        "certs/publicKey.pem",
        "command.txt",
        "my.openvidu.yaml",
      ].sort(),
    );
    expect((await stat(path.join(folder, "certs/privateKey.pem"))).mode & 0o777).toBe(0o600);
  });

  it.each([
    [
      "an unknown argument",
      COMMAND.replace("--domain-name", "--domain-nam"),
      "Did you mean '--domain-name'?",
    ],
    ["a broken quote", COMMAND.replace("io'", "io"), "is not closed"],
    ["no command", "hello", "There is no installation command"],
  ])("refuses %s with one message and writes nothing", async (_what, text, words) => {
    const ended = await ovcluster(["import", "--command", "-", "--out", "my.openvidu.yaml"], text);
    expect(ended).toMatchObject({ code: 1, out: "" });
    expect(ended.error.trim().split("\n")).toHaveLength(1);
    expect(ended.error).toContain(words);
    expect(ended.error).not.toContain("S3cret");
    expect(await written()).toEqual([]);
  });

  it("does not overwrite secrets that are kept already", async () => {
    expect((await ovcluster(["import", "--command", "-"], COMMAND)).code).toBe(0);
    expect((await ovcluster(["import", "--command", "-"], COMMAND)).code).toBe(0);
    const other = await ovcluster(["import", "--command", "-"], COMMAND.replaceAll("S3cret", "An0ther"));
    expect(other.code).toBe(1);
    expect(other.error).toMatch(/has another 'license' already/);
  });
});
