import { describe, expect, it } from "vitest";
import {
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  type InitializeResult,
  type SemanticTokens,
} from "vscode-languageserver-protocol/node";
import { CAPABILITIES, Editor, MANIFEST_URI, PRODUCTION, textAt } from "./editor";

const textDocument = { uri: MANIFEST_URI };

async function opened(text: string): Promise<{ editor: Editor; server: InitializeResult }> {
  const editor = Editor.start();
  const server = await editor.initialize(CAPABILITIES);
  await editor.open(text);
  return { editor, server };
}

/** Tokens as "type: word". */
function told(text: string, { data }: SemanticTokens, { capabilities }: InitializeResult): string[] {
  const types = capabilities.semanticTokensProvider?.legend.tokenTypes ?? [];
  let [line, character] = [0, 0];
  const words: string[] = [];
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, right = 0, length = 0, type = 0] = data.slice(at, at + 4);
    character = down === 0 ? character + right : right;
    line += down;
    const range = { start: { line, character }, end: { line, character: character + length } };
    words.push(`${types[type]}: ${textAt(text, range)}`);
  }
  return words;
}

describe("semantic tokens", () => {
  const text = [
    "name: x",
    "release: 3.8.0",
    "modules: [observability, nothing]",
    "license: ${secret:license}",
    "ssh: &s { port: 22, user: ubuntu }",
    "ingress: { rtmp: true }",
    "mediaNodes:",
    "  - name: m",
    "    privateIp: 10.0.0.1",
    "    ssh: *s",
    "unknown: 1",
    "",
  ].join("\n");

  it("tell what each word is, once, also where an alias brings it to another place", async () => {
    const { editor, server } = await opened(text);
    const tokens = await editor.connection.sendRequest(SemanticTokensRequest.type, { textDocument });
    expect(told(text, tokens ?? { data: [] }, server)).toEqual([
      ...["property: name", "property: release", "enumMember: 3.8.0", "property: modules"],
      ...["enumMember: observability", "property: license", "variable: ${secret:license}"],
      ...["property: ssh", "type: &s", "property: port", "number: 22", "property: user"],
      ...["property: ingress", "property: rtmp", "keyword: true", "property: mediaNodes", "property: name"],
      ...["property: privateIp", "string: 10.0.0.1", "property: ssh", "type: *s", "number: 1"],
    ]);
  });

  it("of a range are those in it", async () => {
    const { editor, server } = await opened(PRODUCTION);
    const line = PRODUCTION.split("\n").indexOf("rtcEngine: pion");
    const range = { start: { line, character: 0 }, end: { line, character: 15 } };
    const tokens = await editor.connection.sendRequest(SemanticTokensRangeRequest.type, {
      textDocument,
      range,
    });
    expect(told(PRODUCTION, tokens ?? { data: [] }, server)).toEqual([
      "property: rtcEngine",
      "enumMember: pion",
    ]);
  });
});
