import { describe, expect, it } from "vitest";
import {
  PrepareRenameRequest,
  RenameRequest,
  TextDocumentEdit,
  type Range,
} from "vscode-languageserver-protocol/node";
import { CAPABILITIES, Editor, MANIFEST_URI, positionOf, textAt, withEdits } from "./editor";

const RENAMING = {
  ...CAPABILITIES,
  textDocument: { ...CAPABILITIES.textDocument, rename: { prepareSupport: true } },
};

async function editorAt(marked: string): Promise<{
  editor: Editor;
  text: string;
  place: { textDocument: { uri: string }; position: Range["start"] };
}> {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const editor = await Editor.with(text, RENAMING);
  return { editor, text, place: { textDocument: { uri: MANIFEST_URI }, position: positionOf(text, offset) } };
}

/** The text after a rename of what is at the `|`. */
async function renamed(marked: string, newName: string): Promise<string> {
  const { editor, text, place } = await editorAt(marked);
  const answer = await editor.connection.sendRequest(RenameRequest.type, { ...place, newName });
  const [change] = answer?.documentChanges ?? [];
  if (!TextDocumentEdit.is(change)) throw new Error("No edit of the document.");
  expect(change.textDocument).toEqual({ uri: MANIFEST_URI, version: 1 });
  return withEdits(
    text,
    change.edits.map((edit) => {
      if (!("newText" in edit)) throw new Error("Not a plain edit.");
      return edit;
    }),
  );
}

/** What the editor shows before it asks for the new name. */
async function prepared(marked: string): Promise<string> {
  const { editor, text, place } = await editorAt(marked);
  const answer = await editor.connection.sendRequest(PrepareRenameRequest.type, place);
  if (answer === null || !("placeholder" in answer)) throw new Error("Nothing to rename.");
  expect(textAt(text, answer.range)).toBe(answer.placeholder);
  return answer.placeholder;
}

describe("rename", () => {
  it.each<[name: string, marked: string, after: string]>([
    ["of an anchor", "x: &|a 1\ny: [*a, *a]\n", "x: &ssh-1 1\ny: [*ssh-1, *ssh-1]\n"],
    ["of an alias", "x: &a { u: 1 }\ny:\n  <<: *|a\n", "x: &ssh-1 { u: 1 }\ny:\n  <<: *ssh-1\n"],
    [
      "of an anchor that is given again later",
      "x: &|a 1\ny: *a\nz: &a 2\nw: *a\n",
      "x: &ssh-1 1\ny: *ssh-1\nz: &a 2\nw: *a\n",
    ],
  ])("%s changes the anchor and its aliases", async (_, marked, after) => {
    expect(await renamed(marked, "ssh-1")).toBe(after);
  });

  it.each(["x: &|a 1\n", "x: &a| 1\n", "x: |&a 1\n"])(
    "asks for the name without its sign, at %j",
    async (marked) => {
      expect(await prepared(marked)).toBe("a");
    },
  );

  it.each(["name: |x\n", "na|me: x\n", "# &|a\n", "|"])(
    "says at %j that there is nothing to rename",
    async (marked) => {
      await expect(prepared(marked)).rejects.toThrow(
        "Only an anchor (&name) and its aliases (*name) can be renamed here.",
      );
      await expect(renamed(marked, "b")).rejects.toThrow("Only an anchor");
    },
  );

  it.each([
    ["", "cannot be an anchor's name"],
    ["a b", "cannot be an anchor's name"],
    ["a,b", "Use letters, digits, '-' and '_'"],
    ["-a", "no '-' in front"],
    ["ä", "cannot be an anchor's name"],
    ["b", "There is an anchor 'b' in line 2 already"],
    ["c", "There is an alias 'c' in line 3 already"],
  ])("refuses the name %j", async (newName, why) => {
    await expect(renamed("x: &|a 1\ny: &b 2\nz: [*a, *c]\n", newName)).rejects.toThrow(why);
  });

  it("takes the name that it has", async () => {
    expect(await renamed("x: &|a 1\n", "a")).toBe("x: &a 1\n");
  });

  it("is offered without a question first to an editor that asks none", async () => {
    const simple = Editor.start();
    const { capabilities } = await simple.initialize(CAPABILITIES);
    expect(capabilities.renameProvider).toBe(true);
    const asking = Editor.start();
    expect((await asking.initialize(RENAMING)).capabilities.renameProvider).toEqual({
      prepareProvider: true,
    });
  });
});
