import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { TestAuthority, withOwnCertificate } from "../../fixtures/certificates";
import { production } from "../../fixtures/manifest-builder";
import { ovclusterHome } from "../../fixtures/ovcluster-home";

const home = ovclusterHome();

describe("ovcluster validate", () => {
  it("ends with 0 where nothing is wrong", async () => {
    const name = await home.write("fine/production.openvidu.yaml", production);
    const ended = await home.run(["validate", name]);
    expect(ended).toMatchObject({ code: 0, error: "" });
    expect(ended.out).toContain("no findings");
  });

  it("names file, line and column of a finding, its related place, and ends with 1", async () => {
    const name = await home.write(
      "conflict/conflict.openvidu.yaml",
      production.replace("port: 9200", "port: 9100"),
    );
    const ended = await home.run(["validate", name]);
    expect(ended.code).toBe(1);
    const line = production.split("\n").findIndex((text) => text.includes("port: 9200")) + 1;
    expect(ended.out).toMatch(
      new RegExp(`^${name}:${String(line)}:\\d+: error: Port conflict on master-1`, "m"),
    );
    expect(ended.out).toMatch(new RegExp(`^ {4}${name}:\\d+:\\d+: `, "m"));
    expect(ended.out).toContain("1 error");
  });

  it("names the fix that an editor would offer", async () => {
    const name = await home.write(
      "quotes/quotes.openvidu.yaml",
      production.replace("release: 3.8.0", "release: 3.10"),
    );
    const ended = await home.run(["validate", name]);
    expect(ended.out).toMatch(/^ {4}fix: .*'3\.10\.0'/m);
  });

  it("prints the same findings as JSON", async () => {
    const name = await home.write(
      "json/json.openvidu.yaml",
      production.replace("observability,", "observabilty,"),
    );
    const ended = await home.run(["validate", "--json", name]);
    expect(ended.code).toBe(1);
    const report = JSON.parse(ended.out) as {
      findings: { code: string; range: { start: { line: number } } }[];
    };
    expect(report.findings.map((finding) => finding.code)).toEqual(["known-modules"]);
    expect(report.findings[0]?.range.start.line).toBe(7);
  });

  it("ends with 0 for warnings, and with 1 when strict", async () => {
    const name = await home.write(
      "warning/warning.openvidu.yaml",
      production.replace("${secret:license}", "abc"),
    );
    expect((await home.run(["validate", name])).code).toBe(0);
    expect((await home.run(["validate", "--strict", name])).code).toBe(1);
  });

  it.each([
    ["a missing file", "nowhere.yaml", "there is no such file"],
    ["a folder", ".", "is a folder"],
  ])("tells %s in one message with the next step", async (_what, name, words) => {
    const ended = await home.run(["validate", name]);
    expect(ended.code).toBe(1);
    expect(ended.error.trim().split("\n")).toHaveLength(1);
    expect(ended.error).toContain(words);
  });

  it.each([["validate"], ["deploy"], ["status"]])("%s tells a missing file as JSON too", async (command) => {
    const ended = await home.run([command, "--json", "nowhere.yaml"]);
    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.out)).toMatchObject({
      type: "error",
      message: expect.stringContaining("no such file") as string,
    });
  });

  it("tells a file that is no UTF-8 in one message", async () => {
    await writeFile(path.join(home.folder, "latin1.openvidu.yaml"), Buffer.from([0x6e, 0xe9, 0x3a]));
    const ended = await home.run(["validate", "latin1.openvidu.yaml"]);
    expect(ended.code).toBe(1);
    expect(ended.error).toContain("not a text in UTF-8");
  });
});

describe("ovcluster validate with own certificates", () => {
  it("reads them, and says what is wrong where the manifest names the file", async () => {
    const authority = new TestAuthority();
    const server = authority.server("openvidu.example.io");
    const key = path.join(home.folder, "key.pem");
    await writeFile(
      path.join(home.folder, "chain.pem"),
      server.certificate + authority.intermediate.certificate,
    );
    const name = await home.write("own.openvidu.yaml", withOwnCertificate(production));
    const missing = await home.run(["validate", name]);
    expect(missing.code).toBe(1);
    expect(missing.out).toContain(
      `error: The file ${key} does not exist. Correct the path in the manifest, or put the file there. [certificate-files]`,
    );
    const line = (await readFile(path.join(home.folder, name), "utf8"))
      .split("\n")
      .findIndex((text) => text.includes("key.pem"));
    expect(missing.out).toContain(`${name}:${String(line + 1)}:`);
    await writeFile(key, authority.server("openvidu.example.io").key);
    const json = JSON.parse((await home.run(["validate", "--json", name])).out) as { findings: object[] };
    expect(json.findings).toMatchObject([
      { code: "certificate-files", message: expect.stringContaining("does not belong to") as string },
    ]);
    await writeFile(key, server.key);
    expect(await home.run(["validate", name])).toMatchObject({ code: 0, error: "" });
    await writeFile(path.join(home.folder, "chain.pem"), server.certificate);
    const warned = await home.run(["validate", name]);
    expect(warned.code).toBe(0);
    expect(warned.out).toContain("warning: chain.pem holds the server's certificate only.");
  });
});
