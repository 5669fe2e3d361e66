import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { CompletionRequest, HoverRequest } from "vscode-languageserver-protocol/node";
import { Editor, MANIFEST_URI, positionOf, PRODUCTION, textAt } from "./editor";

const CONFLICT = PRODUCTION.replace("port: 9200", "port: 9100");

describe("diagnostics", () => {
  it("the production example has none", async () => {
    const editor = await Editor.with(PRODUCTION);
    expect(await editor.findings(1)).toEqual([]);
  });

  it("a port conflict is marked at the port, with what it conflicts with", async () => {
    const editor = await Editor.with(CONFLICT);
    const [finding, ...more] = await editor.findings(1);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: 1, source: "OpenVidu", code: "port-conflicts" });
    expect(finding && textAt(CONFLICT, finding.range)).toBe("9100");
    expect(finding?.message).toContain("9100");
  });

  it("two services on one port are marked at both places", async () => {
    const second = "      - { name: other-agent, port: 9200 }\n  - name: master-2";
    const text = PRODUCTION.replace("  - name: master-2", second);
    const editor = await Editor.with(text);
    const findings = await editor.findings(1);
    const places = findings.flatMap((finding) => [
      textAt(text, finding.range),
      ...(finding.relatedInformation ?? []).map(
        ({ location }) => `${location.uri} ${textAt(text, location.range)}`,
      ),
    ]);
    expect(places).toContain("9200");
    expect(places).toContain(`${MANIFEST_URI} 9200`);
  });

  it("a typed character is checked, and taken back", async () => {
    const editor = await Editor.with(PRODUCTION);
    const at = positionOf(PRODUCTION, PRODUCTION.indexOf("9200") + 1);
    const range = { start: at, end: { ...at, character: at.character + 1 } };
    await editor.change(2, [{ range, text: "1" }]);
    expect((await editor.findings(2)).map((finding) => finding.code)).toEqual(["port-conflicts"]);
    await editor.change(3, [{ range, text: "2" }]);
    expect(await editor.findings(3)).toEqual([]);
  });

  it("several changes of one message are applied in order", async () => {
    const editor = await Editor.with("");
    const start = { line: 0, character: 0 };
    await editor.change(2, [
      { text: "name: b\n" },
      { range: { start: { line: 0, character: 6 }, end: { line: 0, character: 7 } }, text: "production" },
      { range: { start, end: start }, text: "relase: 3.8.0\n" },
    ]);
    const findings = await editor.findings(2);
    expect(findings.find((finding) => finding.code === "schema-unknown-key")).toMatchObject({
      range: { start, end: { line: 0, character: 6 } },
      message: expect.stringContaining("'release'") as string,
    });
  });

  it("characters count as editors count them", async () => {
    const editor = await Editor.with("# 😀\nname: 😀x # 😀\n");
    await editor.findings(1);
    const start = { line: 1, character: 6 };
    await editor.change(2, [{ range: { start, end: { line: 1, character: 8 } }, text: "a" }]);
    const codes = (await editor.findings(2)).map((finding) => finding.code);
    expect(codes).not.toContain("schema-value");
    const named = (await editor.findings(1)).find(({ code }) => code === "schema-value");
    expect(named?.range).toEqual({ start, end: { line: 1, character: 9 } });
  });

  it("after a burst of edits the last findings win", async () => {
    const editor = await Editor.with(PRODUCTION);
    const at = positionOf(PRODUCTION, PRODUCTION.indexOf("9200") + 1);
    const range = { start: at, end: { ...at, character: at.character + 1 } };
    const last = 201;
    for (let version = 2; version <= last; version += 1) {
      await editor.change(version, [{ range, text: version % 2 === 0 ? "1" : "2" }]);
    }
    expect(await editor.findings(last)).toEqual([]);
    const versions = editor.published.map((params) => params.version ?? 0);
    expect(versions).toEqual([...versions].sort((one, other) => one - other));
    expect(versions.at(-1)).toBe(last);
  });

  it("are taken away when the file is closed, and none come after that", async () => {
    const editor = await Editor.with(CONFLICT);
    await editor.findings(1);
    await editor.change(2, [{ text: `${CONFLICT}\n` }]);
    await editor.close();
    await editor.publication((params) => params.version === undefined && params.diagnostics.length === 0);
    await editor.open(PRODUCTION, "file:///work/other.openvidu.yaml");
    await editor.findings(1, "file:///work/other.openvidu.yaml");
    expect(editor.published.findLast((params) => params.uri === MANIFEST_URI)?.diagnostics).toEqual([]);
  });

  it("a document of another language is none of ours", async () => {
    const editor = await Editor.ready();
    await editor.open("a: [", "file:///work/other.yaml", "yaml");
    await editor.change(2, [{ text: "b: [" }], "file:///work/other.yaml");
    await editor.open(PRODUCTION);
    await editor.findings(1);
    await editor.close("file:///work/other.yaml");
    expect(editor.published.map((params) => params.uri)).toEqual([MANIFEST_URI]);
    expect(editor.log).toEqual([]);
  });

  it("an editor that cannot show related places gets none", async () => {
    const second = "      - { name: other-agent, port: 9200 }\n  - name: master-2";
    const editor = await Editor.with(PRODUCTION.replace("  - name: master-2", second), {});
    const findings = await editor.findings(1);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.every((finding) => finding.relatedInformation === undefined)).toBe(true);
  });
});

describe("a finding's link", () => {
  it("leads to the page about its code, for rules, YAML and keys", async () => {
    for (const text of [CONFLICT, "a: [", PRODUCTION.replace("rtcEngine", "rtcEngin")]) {
      const editor = await Editor.with(text);
      const [finding] = await editor.findings(1);
      const page = await readFile(new URL(finding?.codeDescription?.href ?? ""), "utf8");
      expect(page.startsWith(`# ${String(finding?.code)}\n`)).toBe(true);
    }
  });

  it("is left out for an editor that does not know links", async () => {
    const editor = await Editor.with(CONFLICT, {});
    expect((await editor.findings(1)).map(({ codeDescription }) => codeDescription)).toEqual([undefined]);
  });
});

describe("what is around a manifest", () => {
  it("is looked at: files that are not there, at their keys", async () => {
    const own = "type: owncert\n  privateKey: certs/none.pem\n  publicKey: certs/none.pem";
    const text = PRODUCTION.replace("type: letsencrypt", own).replace("id_ed25519", "id_none");
    const editor = await Editor.with(text);
    expect((await editor.findings(1)).map(({ code, message }) => [code, message])).toEqual([
      ["certificate-files", expect.stringContaining("certs/none.pem does not exist.")],
      ["certificate-files", expect.stringContaining("certs/none.pem does not exist.")],
      ["identity-files", expect.stringContaining(".ssh/id_none does not exist.")],
    ]);
  });

  it("is looked at again while nobody types: a file that comes is seen", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "files-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const uri = pathToFileURL(path.join(folder, "a.openvidu.yaml")).href;
    const editor = await Editor.ready();
    await editor.open(PRODUCTION.replace("${secret:license}", '"${file:license.txt}"'), uri);
    expect((await editor.findings(1, uri)).map(({ code }) => code)).toEqual(["secret-files"]);
    editor.published.length = 0;
    await writeFile(path.join(folder, "license.txt"), "TOPSECRET");
    await editor.publication((params) => params.uri === uri && params.diagnostics.length === 0);
  });

  it("is nothing for a text that is no file", async () => {
    const editor = await Editor.ready();
    const uri = "untitled:Untitled-1";
    await editor.open(PRODUCTION.replace("id_ed25519", "id_none"), uri);
    expect(await editor.findings(1, uri)).toEqual([]);
  });
});

describe("tags", () => {
  const text = PRODUCTION.replace("ssh:\n", "ssh: &a\n")
    .replace("3.8.0", "3.5.0")
    .replace("rtcEngine: pion", "turnDomain: turn.example.io");

  it("tell what is unused and what later releases dropped", async () => {
    const editor = await Editor.with(text);
    expect((await editor.findings(1)).map(({ code, severity, tags }) => [code, severity, tags])).toEqual([
      ["known-problems", 3, undefined],
      ["dropped-later", 4, [2]],
      ["unused-anchors", 4, [1]],
    ]);
  });

  it("are left out for an editor that does not know them", async () => {
    const editor = await Editor.with(text, {});
    expect((await editor.findings(1)).map(({ tags }) => tags)).toEqual([undefined, undefined, undefined]);
  });
});

describe("hostile manifests", { timeout: 60_000 }, () => {
  const lines = (count: number, line: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => line(index)).join("\n");
  it.each<[name: string, text: string]>([
    [
      "aliases that double 24 times",
      `a0: &a0 [x, x]\n${lines(24, (i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`)}`,
    ],
    ["an alias inside its own anchor", "ssh: &a\n  user: *a\n"],
    ["20,000 aliases of one anchor", `a: &a {x: 1}\nb:\n${lines(20_000, () => "  - *a")}`],
    ["100,000 keys in one mapping", lines(100_000, (i) => `k${i}: 1`)],
    ["100,000 open brackets", "[".repeat(100_000)],
    ["a scalar of 10 MB", `name: ${"b".repeat(10_000_000)}`],
    ["prototype keys", "__proto__: { a: 1 }\nconstructor: 1\n"],
    ["characters that are none", "name: \u0000\ud800\r\tx\n"],
  ])("of %s get an answer, and so does the next file", async (_, text) => {
    const editor = await Editor.with(text);
    const place = { textDocument: { uri: MANIFEST_URI }, position: { line: 0, character: 1 } };
    await editor.connection.sendRequest(CompletionRequest.type, place);
    await editor.connection.sendRequest(HoverRequest.type, place);
    const next = "file:///work/next.openvidu.yaml";
    await editor.open(PRODUCTION, next);
    expect(await editor.findings(1, next)).toEqual([]);
    expect((await editor.findings(1)).length).toBeGreaterThan(0);
  });
});
