import { describe, expect, it } from "vitest";
import { STATE_REQUEST } from "../../server/protocol";
import { Editor, MANIFEST_URI, PRODUCTION } from "./editor";

async function stateOf(text: string, uri = MANIFEST_URI): Promise<unknown> {
  const editor = await Editor.with(text);
  return editor.connection.sendRequest(STATE_REQUEST, { textDocument: { uri } });
}

describe("the state of a manifest", () => {
  it.each([
    ["3.8.0", { release: "3.8.0", inForce: "3.8.0", errors: 0 }],
    ["latest", { release: "latest", inForce: "3.9.0", errors: 0 }],
    ["1.0.0", { release: "1.0.0", errors: 1 }],
  ])("tells which release is in force: %s", async (release, state) => {
    expect(await stateOf(PRODUCTION.replace("3.8.0", release))).toEqual(state);
  });

  it("is nothing for a file that is not open", async () => {
    expect(await stateOf(PRODUCTION, "file:///other.yaml")).toBeNull();
  });
});
