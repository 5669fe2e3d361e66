import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { documentManifest, production, told } from "../../fixtures/manifest-builder";
import { ovcluster, type Ended } from "../../fixtures/ovcluster";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const PRODUCTION = path.join(ROOT, "examples/production.openvidu.yaml");

let home: string;
let file: string;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), "ovcluster-secrets-"));
  file = path.join(home, "s.yaml");
});

afterEach(() => {
  rmSync(home, { recursive: true });
});

function secrets(
  args: readonly string[],
  input = "",
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const all = ["secrets", ...args, PRODUCTION, "--secrets-file", file];
  return ovcluster(home, all, { input, environment });
}

describe("ovcluster secrets", () => {
  it("keeps a value that is piped in for its owner only, lists it by name, and forgets it", async () => {
    const set = await secrets(["set", "license"], "Lic3nse\n");
    expect(set).toEqual({ code: 0, out: `license is kept in the file ${file}.\n`, error: "" });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8")).toBe("license: Lic3nse\n");
    const list = await secrets(["list"]);
    expect(list.out).toMatch(/license +the file/);
    expect(list.out).toMatch(/credentials\.redisPassword +made at the first deployment/);
    expect(list.out).not.toContain("Lic3nse");
    const json = JSON.parse((await secrets(["list", "--json"])).out) as { name: string; state: string }[];
    expect(json).toContainEqual(expect.objectContaining({ name: "license", state: "kept" }));
    expect((await secrets(["remove", "license"])).code).toBe(0);
    expect(readFileSync(file, "utf8")).not.toContain("Lic3nse");
    expect((await secrets(["remove", "license"])).error).toContain("There is no secret 'license'");
  });

  it.each([
    ["", "is empty"],
    ["two words", "holds a blank"],
    ["a=b", "holds ="],
  ])("refuses the value %j in one message, and writes nothing", async (value, words) => {
    const ended = await secrets(["set", "license"], value);
    expect(ended).toMatchObject({ code: 1, out: "" });
    expect(ended.error.trim().split("\n")).toHaveLength(1);
    expect(ended.error).toContain(words);
    expect(existsSync(file)).toBe(false);
  });

  it("says nothing of a manifest that only has warnings, and tells what is wrong with one that has errors", async () => {
    const manifest = path.join(home, "mine.openvidu.yaml");
    const run = (text: string): Promise<Ended> => {
      writeFileSync(manifest, text);
      return ovcluster(home, ["secrets", "list", manifest, "--secrets-file", file]);
    };
    const warned = production.replace("type: letsencrypt", "type: selfsigned");
    expect(told(warned)).not.toEqual([]);
    expect(await run(warned)).toMatchObject({ code: 0, error: "" });
    const wrong = await run(warned.replace("privateIp: 10.5.0.2", "privateIp: 10.5.0.444"));
    expect(wrong.code).toBe(1);
    expect(wrong.error).toContain("error: 10.5.0.444 is not an IPv4 address");
    expect(wrong.error).not.toMatch(/information:|note/);
  });

  it("warns of a value that the program behind it will probably refuse", async () => {
    const ended = await secrets(["set", "credentials.minioSecretKey"], "sh0rt");
    expect(ended.code).toBe(0);
    expect(ended.error).toContain(
      "MinIO wants at least 8 characters here. OpenVidu's documents do not say so",
    );
    expect(ended.error).not.toContain("sh0rt");
  });

  it.each([
    ["minioSecretKey", "Did you mean credentials.minioSecretKey?"],
    ["credentials.redisPasword", "Did you mean credentials.redisPassword?"],
    ["licence", "Did you mean license?"],
    ["nosuch", "'ovcluster secrets list' prints the names."],
  ])("keeps nothing under the name %s, which nobody would look up", async (name, words) => {
    const ended = await secrets(["set", name], "Val0e");
    expect(ended).toMatchObject({ code: 2, out: "" });
    expect(ended.error.trim().split("\n")).toHaveLength(1);
    expect(ended.error).toContain(words);
    expect(existsSync(file)).toBe(false);
  });

  it("keeps what the manifest refers to by a name of its own, and what another choice of modules would need", async () => {
    const own = path.join(home, "own.openvidu.yaml");
    writeFileSync(own, readFileSync(PRODUCTION, "utf8").replace("${secret:license}", "${secret:myLicense}"));
    const all = ["secrets", "set", "myLicense", own, "--secrets-file", file];
    expect((await ovcluster(home, all, { input: "Lic3nse" })).code).toBe(0);
    const other = await secrets(["set", "credentials.defaultAppPassword"], "Passw0rd");
    expect(other.code).toBe(0);
    expect(other.error).toContain("does not use it");
    expect(readFileSync(file, "utf8")).toContain("myLicense: Lic3nse");
  });

  it("names the nearest secret where it is to make a new value for none", async () => {
    expect((await secrets(["regenerate", "redisPassword"])).error).toContain(
      "Did you mean credentials.redisPassword?",
    );
  });

  it("says where a value comes first", async () => {
    const ended = await secrets(["set", "license"], "One", { OVCLUSTER_SECRET_LICENSE: "Other" });
    expect(ended.code).toBe(0);
    expect(ended.error).toContain("the environment variable OVCLUSTER_SECRET_LICENSE comes first");
  });

  it("says what still holds a value after one is removed, and removes nothing that it does not keep", async () => {
    await secrets(["set", "license"], "One");
    const environment = { OVCLUSTER_SECRET_LICENSE: "Other" };
    const removed = await secrets(["remove", "license"], "", environment);
    expect(removed).toMatchObject({ code: 0, out: `license is removed from the file ${file}.\n` });
    expect(removed.error).toContain("the environment variable OVCLUSTER_SECRET_LICENSE still holds a value");
    expect(readFileSync(file, "utf8")).not.toContain("One");
    const refused = await secrets(["remove", "license"], "", environment);
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.error).toContain("Unset the environment variable OVCLUSTER_SECRET_LICENSE");
  });

  it("does not make up what only a person can know, nor while nodes cannot be asked", async () => {
    const license = await secrets(["regenerate", "license"]);
    expect(license).toMatchObject({ code: 1, out: "" });
    expect(license.error).toMatch(
      /No value can be made up for it: it is one that you are given\.\n.*Set the value that you were given\./,
    );
    const usual = await secrets(["regenerate", "credentials.minioAccessKey"]);
    expect(usual.error).toContain("it is OpenVidu's usual value.");
    expect((await secrets(["regenerate", "nonsense"])).error).toContain("no secret of that name");
    expect(existsSync(file)).toBe(false);
  });

  it("says which secrets cannot be read from a master, because no public source tells where it keeps them", async () => {
    const beta = documentManifest().replace("license: xxxxx", "license: ${secret:license}");
    writeFileSync(path.join(home, "beta.yaml"), beta);
    const ended = await ovcluster(home, ["secrets", "adopt", "beta.yaml"]);
    expect(ended).toMatchObject({ code: 0, out: "" });
    expect(ended.error).toContain("where a master of OpenVidu 3.0.0-beta1 keeps license: it cannot be read");
  });

  it("refuses a file that others can read, and leaves it as it is", async () => {
    writeFileSync(file, "license: Lic3nse\n");
    chmodSync(file, 0o640);
    for (const args of [["list"], ["set", "license"], ["remove", "license"]]) {
      const ended = await secrets(args, "new");
      expect(ended).toMatchObject({ code: 1, out: "" });
      expect(ended.error).toContain("chmod 600");
      expect(ended.error).not.toContain("Lic3nse");
    }
    expect(readFileSync(file, "utf8")).toBe("license: Lic3nse\n");
  });

  it("takes no value as an argument", async () => {
    expect((await secrets(["set", "license", "value"])).code).toBe(2);
  });
});
