import { describe, expect, it } from "vitest";
import { FoldingRangeRequest } from "vscode-languageserver-protocol/node";
import { Editor, MANIFEST_URI, PRODUCTION } from "./editor";

describe("folding", () => {
  it("takes keys, nodes and comments of several lines", async () => {
    const editor = await Editor.with(PRODUCTION);
    const answer = await editor.connection.sendRequest(FoldingRangeRequest.type, {
      textDocument: { uri: MANIFEST_URI },
    });
    const lines = PRODUCTION.split("\n");
    const folds = (answer ?? []).map(({ startLine, endLine, kind }) => [
      lines[startLine],
      lines[endLine],
      kind,
    ]);
    expect(folds[0]).toEqual([lines[0], lines[1], "comment"]);
    expect(folds).toContainEqual(["ingress:", "  publicMinio: false", undefined]);
    expect(folds).toContainEqual(["mediaNodes:", "    publicIp: 203.0.113.16", undefined]);
    expect(folds).toContainEqual(["  - name: media-1", "    publicIp: 203.0.113.15", undefined]);
  });

  it("answers at once where aliases stand for more than a computer can count", async () => {
    const levels = Array.from({ length: 24 }, (_, level) => {
      const twice = level === 0 ? "[x, x]" : `[*a${String(level - 1)}, *a${String(level - 1)}]`;
      return `k${String(level)}: &a${String(level)} ${twice}`;
    });
    const editor = await Editor.with(`${levels.join("\n")}\nssh:\n  user: a\n`);
    const ask = (uri: string) =>
      editor.connection.sendRequest(FoldingRangeRequest.type, { textDocument: { uri } });
    expect(await ask(MANIFEST_URI)).toEqual([]);
    const other = "file:///work/other.openvidu.yaml";
    await editor.open(PRODUCTION, other);
    expect(await ask(other)).not.toEqual([]);
  });
});
