import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
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
    "2, OpenVidu Meet",
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
    const store = path.join(folder, STORE, "production@openvidu.example.io.secrets.yaml");
    expect(await readFile(store, "utf8")).toContain("license: Lic3nse");
    expect((await stat(store)).mode & 0o777).toBe(0o600);
    const listed = await ovcluster(["secrets", "list", "--json"], "");
    expect(JSON.parse(listed.out)).toContainEqual(
      expect.objectContaining({
        name: "license",
        state: "kept",
        place: expect.stringContaining(store) as string,
      }),
    );
  });

  it("lists at the end what is still to be said of the new file", async () => {
    const answers = ANSWERS.map((answer) => (answer === "letsencrypt" ? "selfsigned" : answer));
    const ended = await ovcluster(["init"], lines(answers));
    expect(ended.code).toBe(0);
    const validated = await ovcluster(["validate"], "");
    const findings = validated.out.split("\n").slice(0, -2).join("\n");
    expect(findings).toContain("[self-signed]");
    expect(ended.out.trimEnd().endsWith(`\nTo be known of it:\n${findings}`)).toBe(true);
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

  it("refuses a secrets file before it asks anything", async () => {
    const file = path.join(folder, "s.yaml");
    await writeFile(file, "license: Old\n");
    await chmod(file, 0o644);
    const open = await ovcluster(["init", "--secrets-file", "s.yaml"], lines(ANSWERS));
    expect(open.code).toBe(1);
    expect(open.error).toContain("chmod 600");
    const same = await ovcluster(["init", "new.yaml", "--secrets-file", "new.yaml"], lines(ANSWERS));
    expect(same.code).toBe(1);
    expect(same.error).toContain("new.yaml cannot hold both the manifest and its secrets");
    for (const { error } of [open, same]) expect(error).not.toContain("OpenVidu release");
    expect(await written()).toEqual(["s.yaml"]);
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
    expect(await written()).toEqual([path.join(STORE, "openvidu@openvidu.example.io.secrets.yaml")]);
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
        path.join(STORE, "mine@openvidu.example.io.secrets.yaml"),
        "certs/privateKey.pem",
        "certs/publicKey.pem",
        "command.txt",
        "my.openvidu.yaml",
      ].sort(),
    );
    expect((await stat(path.join(folder, "certs/privateKey.pem"))).mode & 0o777).toBe(0o600);
  });

  it("keeps no secrets where the manifest cannot be written, and writes nothing where they cannot be kept", async () => {
    await mkdir(path.join(folder, "taken"));
    const forced = await ovcluster(["import", "--command", "-", "--out", "taken", "--force"], COMMAND);
    expect(forced).toMatchObject({ code: 1, out: "" });
    expect(forced.error).toMatch(/taken is a folder\. Name a file\./);
    await writeFile(path.join(folder, "file"), "");
    const below = await ovcluster(["import", "--command", "-", "--out", "file/my.yaml"], COMMAND);
    expect(below).toMatchObject({ code: 1, out: "" });
    expect(below.error).toContain("cannot be written: a part of its path is no folder");
    const args = ["import", "--command", "-", "--out", "new/my.yaml", "--secrets-file", "taken"];
    const unkept = await ovcluster(args, COMMAND);
    expect(unkept).toMatchObject({ code: 1, out: "" });
    expect(await written()).toEqual(["file"]);
    expect((await readdir(folder)).sort()).toEqual(["file", "taken"]);
  });

  it("does not put manifest and secrets into one file", async () => {
    const args = ["import", "--command", "-", "--out", "one.yaml", "--secrets-file", "./one.yaml"];
    const ended = await ovcluster(args, COMMAND);
    expect(ended).toMatchObject({ code: 1, out: "" });
    expect(ended.error).toContain("one.yaml cannot hold both the manifest and its secrets");
    expect(await written()).toEqual([]);
  });

  it("gives a key file that is replaced to the owner alone", async () => {
    const key = Buffer.from("-----BEGIN PRIVATE KEY-----\n").toString("base64");
    const own = COMMAND.replace(
      "'letsencrypt'",
      `'owncert' --owncert-private-key='${key}' --owncert-public-key='${key}'`,
    );
    const target = path.join(folder, "certs/privateKey.pem");
    await mkdir(path.dirname(target));
    await writeFile(target, "old", { mode: 0o644 });
    const ended = await ovcluster(["import", "--command", "-", "--out", "my.openvidu.yaml", "--force"], own);
    expect(ended.code).toBe(0);
    expect(await readFile(target, "utf8")).toBe("-----BEGIN PRIVATE KEY-----\n");
    expect((await stat(target)).mode & 0o777).toBe(0o600);
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

  it("names the secrets that the text masks, and keeps none of them", async () => {
    const masked = COMMAND.replace(/--redis-password='.*?'/, "--redis-password='•••'");
    const ended = await ovcluster(["import", "--command", "-", "--out", "my.openvidu.yaml"], masked);
    expect(ended.code).toBe(0);
    expect(ended.error).toContain(
      "No value for credentials.redisPassword: set OVCLUSTER_SECRET_CREDENTIALS_REDISPASSWORD, or 'credentials.redisPassword' in the file of --secrets-file.\n",
    );
    const kept = await readFile(
      path.join(folder, STORE, "openvidu@openvidu.example.io.secrets.yaml"),
      "utf8",
    );
    expect(kept).not.toMatch(/•|redisPassword/);
  });

  it("asks for the domain under which a media node's command would keep its secrets", async () => {
    const media = readText("test", "fixtures", "document", "3.8.0-media.txt").replaceAll("xxxxx", "S3cret");
    const args = ["import", "--command", "-", "--out", "my.openvidu.yaml"];
    const refused = await ovcluster(args, media);
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.error).toMatch(/does not tell the cluster's domain.*--domain.*Nothing was written/);
    const wrong = await ovcluster([...args, "--domain", "10.5.0.1"], media);
    expect(wrong.error).toContain("--domain: '10.5.0.1' is an address");
    expect(await written()).toEqual([]);
    const ended = await ovcluster([...args, "--domain", "video.example.io"], media);
    expect(ended.code).toBe(0);
    expect((await written()).sort()).toEqual([
      path.join(STORE, "video@video.example.io.secrets.yaml"),
      "my.openvidu.yaml",
    ]);
    expect(await readFile(path.join(folder, "my.openvidu.yaml"), "utf8")).toContain(
      "domain: video.example.io",
    );
  });

  it("does not overwrite secrets that are kept already", async () => {
    expect((await ovcluster(["import", "--command", "-"], COMMAND)).code).toBe(0);
    expect((await ovcluster(["import", "--command", "-"], COMMAND)).code).toBe(0);
    const other = await ovcluster(["import", "--command", "-"], COMMAND.replaceAll("S3cret", "An0ther"));
    expect(other.code).toBe(1);
    expect(other.error).toMatch(/has another 'license' already/);
  });
});

describe("ovcluster import --from", () => {
  it.each([
    ["", "--from: Name a host, as [user@]host[:port]."],
    ["u ser@x", "--from: 'u ser@x' is not a host as [user@]host[:port]."],
    ["-oProxyCommand=x", "--from: '-oProxyCommand=x' is not a host"],
    ["x:70000", "--from: 'x:70000' is not a host"],
  ])("says of %j that the host is wrong", async (from, words) => {
    const ended = await ovcluster(["import", `--from=${from}`], "");
    expect(ended).toMatchObject({ code: 2, out: "" });
    expect(ended.error.trim().split("\n")).toHaveLength(1);
    expect(ended.error).toContain(words);
  });

  it("names the host that it could not connect to", async () => {
    const ended = await ovcluster(["import", "--from", "ann@127.0.0.1:1"], "");
    expect(ended).toMatchObject({ code: 1, out: "" });
    expect(ended.error).toContain("could not connect over ssh (ann@127.0.0.1:1)");
    expect(await written()).toEqual([]);
  });
});
