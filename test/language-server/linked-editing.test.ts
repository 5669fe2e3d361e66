import { describe, expect, it } from "vitest";
import { LinkedEditingRangeRequest } from "vscode-languageserver-protocol/node";
import { Editor, MANIFEST_URI, positionOf, textAt } from "./editor";

async function linkedAt(marked: string): Promise<{ words: string[]; pattern: string | undefined } | null> {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const editor = await Editor.with(text);
  const answer = await editor.connection.sendRequest(LinkedEditingRangeRequest.type, {
    textDocument: { uri: MANIFEST_URI },
    position: positionOf(text, offset),
  });
  return answer && { words: answer.ranges.map((range) => textAt(text, range)), pattern: answer.wordPattern };
}

describe("linked editing", () => {
  it.each(["x: &|ssh 1\ny: [*ssh, *ssh]\n", "x: &ssh 1\ny: [*ssh|, *ssh]\n"])(
    "types an anchor and its aliases together, at %j",
    async (marked) => {
      const answer = await linkedAt(marked);
      expect(answer?.words).toEqual(["ssh", "ssh", "ssh"]);
      expect("ssh-1").toMatch(new RegExp(`^(?:${answer?.pattern ?? "$"})$`));
      expect("ssh 1").not.toMatch(new RegExp(`^(?:${answer?.pattern ?? ""})$`));
    },
  );

  it.each(["x: &|ssh 1\n", "x: *|ssh\n", "name: |ssh\n"])(
    "is not for what stands alone, as in %j",
    async (marked) => {
      expect(await linkedAt(marked)).toBeNull();
    },
  );
});
