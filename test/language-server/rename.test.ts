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
        "Only a node's name or address, and an anchor (&name) with its aliases (*name), can be renamed here.",
      );
      await expect(renamed(marked, "b")).rejects.toThrow("Only a node's name");
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

  const nodes =
    "ssh: { jumpHost: [u@10.5.0.1:2222, bastion] }\nmasterNodes:\n  - name: m-1\n    privateIp: 10.5.0.1\nmediaNodes:\n  - { name: 'é', publicIp: 203.0.113.9, ssh: { host: 203.0.113.9, jumpHost: \"10.5.0.1\" } }\n";

  it.each([
    ["a node's name", "name: m-1", "name: m|-1", "master.a", "name: master.a"],
    ["a node's name in quotes", "'é'", "'|é'", "media-2", "'media-2'"],
    ["a name that is no text without quotes", "name: m-1", "name: m-1|", "007", 'name: "007"'],
  ])("changes %s in its one place", async (_, words, marked, newName, after) => {
    expect(await renamed(nodes.replace(words, marked), newName)).toBe(nodes.replace(words, after));
  });

  it.each(["u@10.5|.0.1:2222", "privateIp: |10.5.0.1"])(
    "changes an address in its node and in the jump hosts, asked at %j",
    async (marked) => {
      expect(await renamed(nodes.replace(marked.replace("|", ""), marked), "10.5.0.7")).toBe(
        nodes.replaceAll("10.5.0.1", "10.5.0.7"),
      );
    },
  );

  it("changes an address that its node has twice", async () => {
    const marked = nodes.replace("publicIp: 203", "publicIp: |203");
    expect(await renamed(marked, "203.0.113.7")).toBe(nodes.replaceAll("203.0.113.9", "203.0.113.7"));
    expect(await prepared(marked)).toBe("203.0.113.9");
  });

  it.each([
    ["'é'", "'|é'", "m-1", "There is a node 'm-1' already"],
    ["name: m-1", "name: |m-1", "a b", "cannot be a node's name"],
    ["name: m-1", "name: |m-1", "-a", "cannot be a node's name"],
    ["privateIp: 10", "privateIp: |10", "203.0.113.9", "is the address of é already"],
    ["privateIp: 10", "privateIp: |10", "somewhere", "is not an IPv4 address"],
  ])("refuses for %s what nodes cannot have: %j to %j", async (words, marked, newName, why) => {
    await expect(renamed(nodes.replace(words, marked), newName)).rejects.toThrow(why);
  });

  it.each(["bas|tion", "na|me: m-1", "priv|ateIp", "u|@10.5"])(
    "says at %j of a node that there is nothing to rename",
    async (marked) => {
      const text = nodes.replace(marked.replace("|", ""), marked);
      await expect(prepared(text)).rejects.toThrow("Only a node's name");
    },
  );

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
