import { describe, expect, it } from "vitest";
import { WorkspaceSymbolRequest } from "vscode-languageserver-protocol/node";
import { Editor, MANIFEST_URI, PRODUCTION } from "./editor";

describe("workspace symbols", () => {
  it("are the clusters and nodes of every open manifest", async () => {
    const editor = await Editor.with(PRODUCTION);
    const other = "file:///work/other.openvidu.yaml";
    await editor.open("name: other\nmediaNodes:\n  - name: media-x\n", other);
    const ask = async (query: string): Promise<string[]> => {
      const answer = await editor.connection.sendRequest(WorkspaceSymbolRequest.type, { query });
      return (answer ?? []).map(({ name, location, ...symbol }) => {
        const container = "containerName" in symbol ? ` of ${symbol.containerName ?? ""}` : "";
        return `${name}${container} in ${location.uri === MANIFEST_URI ? "production" : "other"}`;
      });
    };
    expect(await ask("other")).toEqual(["other in other"]);
    expect(await ask("media")).toEqual([
      "media-1 of production in production",
      "media-2 of production in production",
      "media-x of other in other",
    ]);
    await editor.close(other);
    expect(await ask("mediax")).toEqual([]);
  });
});
