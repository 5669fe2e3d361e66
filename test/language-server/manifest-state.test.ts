import { describe, expect, it } from "vitest";
import { STATE_REQUEST } from "../../server/protocol";
import { Editor, MANIFEST_URI, PRODUCTION } from "./editor";

async function stateOf(text: string, uri = MANIFEST_URI): Promise<unknown> {
  const editor = await Editor.with(text);
  return editor.connection.sendRequest(STATE_REQUEST, { textDocument: { uri } });
}

function doublings(count: number): string {
  const names = Array.from({ length: count }, (_, index) => `a${String(index)}`);
  return names
    .map((name, index) => `${name}: &${name} [*${names[index - 1] ?? "a"}, *${names[index - 1] ?? "a"}]\n`)
    .join("");
}

describe("the state of a manifest", () => {
  it.each([
    ["3.8.0", { release: "3.8.0", inForce: "3.8.0", errors: 0 }],
    ["latest", { release: "latest", inForce: "3.9.0", errors: 0 }],
    ["1.0.0", { release: "1.0.0", errors: 1 }],
  ])("tells which release is in force: %s", async (release, state) => {
    expect(await stateOf(PRODUCTION.replace("3.8.0", release))).toEqual(state);
  });

  it.each([
    ["has more than five million characters", `# ${"x".repeat(5_000_000)}`, "five million characters"],
    ["has aliases without end", "a: &a [x, x]\n".concat(doublings(40)), "stand for more than a million"],
  ])("tells that nothing could be read of a file that %s, and a finding says why", async (_, text, why) => {
    const editor = await Editor.with(text);
    const [finding, ...others] = await editor.findings(1);
    expect(others).toEqual([]);
    expect(finding?.message).toContain(why);
    const state = await editor.connection.sendRequest(STATE_REQUEST, { textDocument: { uri: MANIFEST_URI } });
    expect(state).toEqual({ unread: true, errors: 1 });
  });

  it("is nothing for a file that is not open", async () => {
    expect(await stateOf(PRODUCTION, "file:///other.yaml")).toBeNull();
  });
});
