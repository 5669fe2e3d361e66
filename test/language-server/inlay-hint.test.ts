import { describe, expect, it } from "vitest";
import { InlayHintRequest } from "vscode-languageserver-protocol/node";
import { Editor, MANIFEST_URI, PRODUCTION } from "./editor";

const EVERYTHING = { start: { line: 0, character: 0 }, end: { line: 1_000, character: 0 } };

/** Lines with the hint where it is shown: `ssh: ‹port: 22›`. */
async function hinted(text: string, range = EVERYTHING): Promise<string[]> {
  const editor = await Editor.with(text);
  const params = { textDocument: { uri: MANIFEST_URI }, range };
  const hints = (await editor.connection.sendRequest(InlayHintRequest.type, params)) ?? [];
  const lines = text.split("\n");
  return hints.map(({ position: { line, character }, label }) => {
    const written = lines[line] ?? "";
    return `${written.slice(0, character)} ‹${typeof label === "string" ? label : ""}›${written.slice(character)}`.trim();
  });
}

describe("inlay hints", () => {
  it("show defaults that are in force, and how many ports a node has open", async () => {
    const hints = await hinted(PRODUCTION.replace("rtcEngine: pion\n", "").replace("  rtmp: true\n", ""));
    expect(hints.slice(0, 4)).toEqual([
      "release: 3.8.0 ‹rtcEngine: pion›",
      "domain: openvidu.example.io ‹loadBalancing: dns, firewall: none›",
      "ingress: ‹rtmp: true›",
      "ssh: ‹port: 22›",
    ]);
    expect(hints).toHaveLength(10);
    expect(hints[4]).toMatch(/^- name: master-1 ‹\d+ ports›$/);
    expect(hints[8]).toMatch(/^- name: media-1 ‹\d+ ports›$/);
  });

  it("say nothing of what is written", async () => {
    const text = PRODUCTION.replace("  user: ubuntu", "  user: ubuntu\n  port: 2222");
    const hints = await hinted(text.replace("rtcEngine:", "loadBalancing: dns\nfirewall: ufw\nrtcEngine:"));
    expect(hints.filter((hint) => !hint.includes("ports"))).toEqual([]);
  });

  it.each([
    ["in braces", "ssh: { user: é } # why\n", ["ssh: { user: é } ‹port: 22› # why"]],
    ["in empty braces", "ssh: {}\n", ["ssh: {} ‹port: 22›"]],
    ["in an alias", "x: &s { user: a }\nssh: *s\n", ["ssh: ‹port: 22› *s"]],
    ["over several lines", "ssh: {\n  user: a,\n  }\n", ["} ‹port: 22›"]],
    [
      "with CR LF",
      "ingress:\r\n  rtmp: false\r\n  whip: true\r\n",
      ["ingress: ‹webrtcOverTcp: true, publicMinio: false›"],
    ],
    ["that is empty", "ssh:\n", []],
    ["by a merge", "x: &s { ssh: { user: a } }\n<<: *s\n", []],
  ])("stand at a block %s", async (_, text, hints) => {
    expect(await hinted(text)).toEqual(hints);
  });

  it("are those of the range that is asked about", async () => {
    const line = PRODUCTION.split("\n").findIndex((each) => each.includes("media-2"));
    const hints = await hinted(PRODUCTION, { start: { line, character: 0 }, end: { line, character: 80 } });
    expect(hints).toHaveLength(1);
    expect(hints[0]).toContain("media-2");
  });

  it("leave ports out where the release is unknown", async () => {
    expect((await hinted(PRODUCTION.replace("3.8.0", "1.0.0"))).join()).not.toContain("ports");
  });
});
