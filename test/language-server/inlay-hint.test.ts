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
    expect(hints.slice(0, 3)).toEqual([
      "release: 3.8.0 ‹rtcEngine: pion›",
      "ingress: ‹rtmp: true›",
      "ssh: ‹port: 22›",
    ]);
    expect(hints).toHaveLength(9);
    expect(hints[3]).toMatch(/^- name: master-1 ‹\d+ ports›$/);
    expect(hints[7]).toMatch(/^- name: media-1 ‹\d+ ports›$/);
  });

  it("say nothing of what is written", async () => {
    const hints = await hinted(PRODUCTION.replace("  user: ubuntu", "  user: ubuntu\n  port: 2222"));
    expect(hints.filter((hint) => !hint.includes("ports"))).toEqual([]);
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
