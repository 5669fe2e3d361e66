import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CodeLensRequest, type CodeLens } from "vscode-languageserver-protocol/node";
import { DEPLOY_COMMAND, NODE_OUTPUT_COMMAND, REFRESH_COMMAND, SERVER_COMMANDS } from "../../server/protocol";
import { CAPABILITIES, Editor, MANIFEST_URI, PRODUCTION } from "./editor";

async function lenses(text: string, commands: readonly string[]): Promise<CodeLens[]> {
  const editor = await Editor.with(text, CAPABILITIES, { commands });
  const params = { textDocument: { uri: MANIFEST_URI } };
  return (await editor.connection.sendRequest(CodeLensRequest.type, params)) ?? [];
}

describe("code lenses", () => {
  it("stand above the manifest with what the editor has commands for", async () => {
    const found = await lenses(PRODUCTION, [DEPLOY_COMMAND, REFRESH_COMMAND]);
    const above = found.filter(({ range }) => range.start.line === 2);
    expect(above.map(({ range, command }) => [range.start.line, command?.title, command?.command])).toEqual([
      [2, "$(rocket) Deploy", DEPLOY_COMMAND],
      [2, "$(refresh) Status", REFRESH_COMMAND],
    ]);
    expect(found[0]?.command?.arguments).toEqual([{ manifestId: MANIFEST_URI }]);
  });

  it("stand above each node", async () => {
    const found = await lenses(PRODUCTION, [NODE_OUTPUT_COMMAND]);
    expect(found.map(({ command }) => (command?.arguments?.[0] as { node: string }).node)).toEqual([
      ...["master-1", "master-2", "master-3", "master-4", "media-1", "media-2"],
    ]);
  });

  it("offer a node's status and output", async () => {
    const found = await lenses("mediaNodes:\r\n- name: 'é'\r\n", SERVER_COMMANDS);
    expect(found.filter(({ range }) => range.start.line === 1).map(({ command }) => command)).toEqual([
      {
        title: "$(refresh) Status",
        command: REFRESH_COMMAND,
        arguments: [{ manifestId: MANIFEST_URI, node: "é" }],
      },
      {
        title: "$(output) Output",
        command: NODE_OUTPUT_COMMAND,
        arguments: [{ manifestId: MANIFEST_URI, node: "é" }],
      },
    ]);
  });

  it("name commands that there are", async () => {
    const found = await lenses(PRODUCTION, SERVER_COMMANDS);
    const contributed = JSON.parse(readFileSync("package.json", "utf8")) as {
      contributes: { commands: { command: string }[] };
    };
    const known = contributed.contributes.commands.map(({ command }) => command);
    expect(found).not.toHaveLength(0);
    for (const { command } of found) expect(known).toContain(command?.command);
  });

  it("are none for an editor without commands, and in an empty file", async () => {
    expect(await lenses(PRODUCTION, [])).toEqual([]);
    expect(await lenses("", [DEPLOY_COMMAND])).toEqual([]);
  });
});
