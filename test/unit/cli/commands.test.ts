import { chmod, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { TestAuthority, withOwnCertificate } from "../../fixtures/certificates";
import { production } from "../../fixtures/manifest-builder";
import { ovclusterHome, PRODUCTION } from "../../fixtures/ovcluster-home";

const home = ovclusterHome();

const TITLES = [
  "1. Firewall Configuration for 'Master Nodes'",
  "2. Installation Commands for 'Master Nodes'",
  "3. Firewall Configuration for 'Media Nodes'",
  "4. Installation Commands for 'Media Nodes'",
];

describe("ovcluster commands", () => {
  it("prints them as Markdown and as JSON too", async () => {
    const markdown = await home.run(["commands", PRODUCTION, "--format", "markdown"]);
    expect(markdown.out.split("\n").filter((line) => line.startsWith("## "))).toEqual(
      TITLES.map((title) => `## ${title}`),
    );
    const json = await home.run(["commands", PRODUCTION, "--format", "json"]);
    const { sections } = JSON.parse(json.out) as { sections: { title: string; command?: string }[] };
    expect(sections.map(({ title }, index) => `${String(index + 1)}. ${title}`)).toEqual(TITLES);
    expect(markdown.out).toContain(sections[1]?.command);
    expect((await home.run(["commands", PRODUCTION, "--format", "yaml"])).code).toBe(2);
  });

  it("writes one script for each role and a README for the owner alone, without secrets", async () => {
    const ended = await home.run(["commands", PRODUCTION, "--out", "scripts"], {
      OVCLUSTER_SECRET_LICENSE: "Lic3nse",
    });
    expect(ended.code).toBe(0);
    const names = ["README.md", "install-master-node.sh", "install-media-node.sh"];
    expect((await readdir(path.join(home.folder, "scripts"))).sort()).toEqual(names);
    for (const name of ["", ...names]) {
      expect((await stat(path.join(home.folder, "scripts", name))).mode & 0o777, name).toBe(0o700);
    }
    const texts = await Promise.all(
      names.map((name) => readFile(path.join(home.folder, "scripts", name), "utf8")),
    );
    expect(texts.join("\n")).not.toContain("Lic3nse");
    expect(texts[0]).toContain("## 4. Installation Commands for 'Media Nodes'");
  });

  it.each([
    ["--reveal-secrets", { OVCLUSTER_SECRET_LICENSE: "Lic3nse S3cret" }, "license"],
    [
      "--out=broken",
      { OVCLUSTER_SECRET_CREDENTIALS_DASHBOARDADMINUSER: "Lic3nse S3cret" },
      "dashboardAdminUser",
    ],
  ])("with %s refuse a value that the official scripts break", async (option, environment, name) => {
    const ended = await home.run(["commands", PRODUCTION, option], environment);
    expect(ended).toMatchObject({ code: 1, out: "" });
    expect(ended.error).toContain(name);
    expect(ended.error).toContain("value holds a blank, which the official scripts break values on.");
    expect(ended.error).not.toContain("S3cret");
    await expect(readdir(path.join(home.folder, "broken"))).rejects.toThrow("ENOENT");
  });

  it.each(["json", "markdown", "text"])(
    "refuses to write scripts as %s, and writes nothing",
    async (format) => {
      const ended = await home.run(["commands", PRODUCTION, "--out", "formatted", "--format", format]);
      expect(ended.code).toBe(2);
      expect(ended.error).toContain("--out writes scripts and a README, which have no format");
      await expect(readdir(path.join(home.folder, "formatted"))).rejects.toThrow("ENOENT");
    },
  );

  it("refuses a folder that is not empty, unless it is told to replace the scripts in it", async () => {
    const target = path.join(home.folder, "full");
    await mkdir(target);
    await writeFile(path.join(target, "README.md"), "mine\n", { mode: 0o644 });
    await writeFile(path.join(target, "other.txt"), "mine\n");
    const refused = await home.run(["commands", PRODUCTION, "--out", "full"]);
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.error).toContain("--force");
    expect((await readdir(target)).sort()).toEqual(["README.md", "other.txt"]);
    expect(await readFile(path.join(target, "README.md"), "utf8")).toBe("mine\n");
    const forced = await home.run(["commands", PRODUCTION, "--out", "full", "--force"]);
    expect(forced.code).toBe(0);
    expect(await readFile(path.join(target, "README.md"), "utf8")).toContain("by hand");
    expect((await stat(path.join(target, "README.md"))).mode & 0o777).toBe(0o700);
    expect(await readFile(path.join(target, "other.txt"), "utf8")).toBe("mine\n");
  });

  it("prints the wizard's four sections in its order, secrets masked", async () => {
    const ended = await home.run(["commands", PRODUCTION], { OVCLUSTER_SECRET_LICENSE: "Lic3nse" });
    expect(ended.code).toBe(0);
    const titles = ended.out.split("\n").filter((line) => /^\d\. /.test(line));
    expect(titles).toEqual(TITLES);
    expect(ended.out).toContain("--openvidu-pro-license='•••'");
    expect(ended.out + ended.error).not.toContain("Lic3nse");
  });

  it("masks secrets that the manifest holds itself, until it is asked to print them", async () => {
    const name = await home.write(
      "literal.openvidu.yaml",
      production.replace(
        "license: ${secret:license}",
        "license: Lic3nse\ninstaller: { environment: { REGISTRY_TOKEN: T0ken } }",
      ),
    );
    for (const args of [[], ["--format", "markdown"], ["--format", "json"]]) {
      const ended = await home.run(["commands", name, ...args]);
      expect(ended.code).toBe(0);
      expect(ended.out).toContain("REGISTRY_TOKEN='•••'");
      expect(ended.out).not.toMatch(/Lic3nse|T0ken/);
    }
    const revealed = await home.run(["commands", name, "--reveal-secrets"]);
    expect(revealed.out).toMatch(/REGISTRY_TOKEN='T0ken'[^]*--openvidu-pro-license='Lic3nse'/);
  });

  it("prints secrets of environment and file when asked to", async () => {
    const secrets = path.join(home.folder, "my.secrets.yaml");
    await writeFile(secrets, "credentials.redisPassword: Redis123\n", { mode: 0o600 });
    const ended = await home.run(["commands", PRODUCTION, "--reveal-secrets", "--secrets-file", secrets], {
      OVCLUSTER_SECRET_LICENSE: "Lic3nse",
    });
    expect(ended.code).toBe(0);
    expect(ended.out).toContain("--openvidu-pro-license='Lic3nse'");
    expect(ended.out).toContain("--redis-password='Redis123'");
    expect(ended.error).toContain("credentials.mongoAdminPassword");
  });

  it("refuses a secrets file that others can read, without printing it", async () => {
    const secrets = path.join(home.folder, "open.secrets.yaml");
    await writeFile(secrets, "license: Lic3nse\n");
    await chmod(secrets, 0o644);
    const ended = await home.run(["commands", PRODUCTION, "--reveal-secrets", "--secrets-file", secrets]);
    expect(ended.code).toBe(1);
    expect(ended.error).toContain("chmod 600");
    expect(ended.out + ended.error).not.toContain("Lic3nse");
  });

  it.each([
    ["a port that two use", ["port: 9200", "port: 9100"], "Port conflict"],
    ["three master nodes", [/ {2}- name: master-4\n(?: {4}.*\n)+/, ""], "master"],
    ["an unknown module", ["modules: [", "modules: [nonsense, "], "nonsense"],
  ] as const)("makes none of a manifest with %s, and writes nothing", async (_what, [from, to], words) => {
    const text = production.replace(from, to);
    expect(text).not.toBe(production);
    const name = await home.write("findings.openvidu.yaml", text);
    for (const options of [[], ["--format", "json"], ["--out", "refused"]]) {
      const ended = await home.run(["commands", name, ...options]);
      expect(ended).toMatchObject({ code: 1, out: "" });
      expect(ended.error).toContain(words);
      expect(ended.error).toMatch(
        /error: findings\.openvidu\.yaml has \d+ errors?.*; no commands can be made of it\. Correct it first; nothing was written\.\n$/,
      );
    }
    expect(await readdir(home.folder)).not.toContain("refused");
  });

  it("tells in words what is no folder, and what cannot be made one", async () => {
    await home.write("taken", "mine");
    const onto = await home.run(["commands", PRODUCTION, "--out", "taken", "--force"]);
    expect(onto).toMatchObject({ code: 1, out: "" });
    expect(onto.error).toContain(
      "error: The scripts cannot be written into taken: it is no folder. Name another folder.\n",
    );
    const below = await home.run(["commands", PRODUCTION, "--out", "taken/below"]);
    expect(below).toMatchObject({ code: 1, out: "" });
    expect(below.error).toContain(
      "error: The scripts cannot be written into taken/below: a part of its path is no folder. Name another folder.\n",
    );
    expect(onto.error + below.error).not.toMatch(/E[A-Z]{4,}/);
    expect(await readFile(path.join(home.folder, "taken"), "utf8")).toBe("mine");
  });

  it("stops at a certificate that cannot work, and writes nothing", async () => {
    const name = await home.write("own.openvidu.yaml", withOwnCertificate(production));
    await mkdir(path.join(home.folder, "key.pem"));
    await home.write("chain.pem", "nonsense");
    for (const options of [[], ["--format", "json"], ["--out", "own"]]) {
      const ended = await home.run(["commands", name, ...options]);
      expect(ended).toMatchObject({ code: 1, out: "" });
      expect(ended.error).toMatch(/error: The file .*key\.pem is a folder\./);
      expect(ended.error).toContain("nothing was written");
    }
    expect(await readdir(home.folder)).not.toContain("own");
  });

  it("warns of a certificate that will not work for long, and goes on", async () => {
    const authority = new TestAuthority();
    const server = authority.server("openvidu.example.io");
    const text = withOwnCertificate(production).replaceAll(/(key|chain)\.pem/g, "good-$1.pem");
    const name = await home.write("good.openvidu.yaml", text);
    await home.write("good-key.pem", server.key);
    await home.write("good-chain.pem", server.certificate);
    const ended = await home.run(["commands", name]);
    expect(ended.code).toBe(0);
    expect(ended.error).toContain("warning: good-chain.pem holds the server's certificate only.");
    expect(ended.out).toContain("--certificate-type='owncert'");
    expect(ended.out + ended.error).not.toContain(server.key.split("\n")[1]);
  });

  it("stops where no commands can be made", async () => {
    const name = await home.write(
      "broken.openvidu.yaml",
      production.replace("domain: openvidu.example.io\n", ""),
    );
    const ended = await home.run(["commands", name]);
    expect(ended).toMatchObject({ code: 1, out: "" });
    expect(ended.error).toContain("needs 'domain'");
  });
});
