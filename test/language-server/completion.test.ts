import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  CompletionRequest,
  CompletionTriggerKind,
  InsertTextFormat,
  TextEdit,
  type CompletionContext,
  type CompletionItem,
} from "vscode-languageserver-protocol/node";
import { parseDocument } from "yaml";
import { CAPABILITIES, Editor, MANIFEST_URI, positionOf, PRODUCTION, withEdits } from "./editor";

/** What is offered at the `|` of a text. */
async function completeAt(
  marked: string,
  context?: CompletionContext,
  capabilities = CAPABILITIES,
): Promise<{ text: string; items: CompletionItem[] }> {
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const editor = await Editor.with(text, capabilities);
  const answer = await editor.connection.sendRequest(CompletionRequest.type, {
    textDocument: { uri: MANIFEST_URI },
    position: positionOf(text, offset),
    ...(context === undefined ? {} : { context }),
  });
  if (!Array.isArray(answer)) throw new Error("Not a list of items.");
  return { text, items: answer };
}

/** The text after the editor has taken an item. */
function taken(text: string, { textEdit, label, insertTextFormat }: CompletionItem): string {
  if (!TextEdit.is(textEdit)) throw new Error(`'${label}' has no edit.`);
  const plain =
    insertTextFormat === InsertTextFormat.Snippet ? withoutStops(textEdit.newText) : textEdit.newText;
  return withEdits(text, [{ range: textEdit.range, newText: plain }]);
}

/** A snippet with what its places hold already. */
function withoutStops(snippet: string): string {
  return snippet
    .replace("$0", "")
    .replaceAll(/(?<!\\)\$\{\d+:((?:[^\\}]|\\.)*)\}/g, "$1")
    .replaceAll(/\\([\\$}])/g, "$1");
}

const ITEM = "mediaNodes:\n  - name: media-1\n";

describe("completion", () => {
  it.each<[name: string, marked: string, label: string, path: (string | number)[], value: unknown]>([
    ["of a half-typed key", "name: a\nfire|\n", "firewall", ["firewall"], null],
    ["of a value", "name: a\nfirewall: |\n", "ufw", ["firewall"], "ufw"],
    ["of a value in quotes", 'name: a\nfirewall: "u|"\n', "ufw", ["firewall"], "ufw"],
    [
      "in the middle of a list item",
      `${ITEM}    p|\n    publicIp: 1.2.3.4\n`,
      "privateIp",
      ["mediaNodes", 0, "privateIp"],
      null,
    ],
    ["of another list item", `${ITEM}  |\n`, "- name", ["mediaNodes", 1, "name"], null],
    ["four columns deep", "ssh:\n    user: a\n    |\n", "port", ["ssh", "port"], null],
    ["in a flow mapping", "ssh: { user: a, | }\n", "port", ["ssh", "port"], null],
    [
      "in a flow list",
      "release: 3.8.0\nmodules: [observability, |]\n",
      "openviduMeet",
      ["modules", 1],
      "openviduMeet",
    ],
    [
      "of a list's first item",
      "release: 3.8.0\nmodules:\n  - |\n",
      "observability",
      ["modules", 0],
      "observability",
    ],
  ])("%s can be applied and read again", async (_, marked, label, path, value) => {
    const { text, items } = await completeAt(marked);
    for (const item of items) expect(parseDocument(taken(text, item)).errors).toEqual([]);
    const item = items.find((candidate) => candidate.label === label);
    if (item === undefined) throw new Error(`'${label}' is not offered.`);
    const document = parseDocument(taken(text, item));
    expect(document.hasIn(path)).toBe(true);
    expect(document.getIn(path)).toBe(value);
  });

  it("offers aliases after their sign alone", async () => {
    const { text, items } = await completeAt("x: &login { user: a }\nssh: *|\n");
    expect(items.map(({ label }) => label)).toEqual(["*login"]);
    const [item] = items;
    expect(item && taken(text, item)).toBe("x: &login { user: a }\nssh: *login\n");
  });

  it("offers the files beside the manifest, and those of a folder once its '/' is typed", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "manifest-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    mkdirSync(path.join(folder, "certs"));
    symlinkSync("certs", path.join(folder, "linked"));
    symlinkSync("nowhere", path.join(folder, "dangling"));
    writeFileSync(path.join(folder, "certs", "key.pem"), "");
    const uri = pathToFileURL(path.join(folder, "a.openvidu.yaml")).href;
    const editor = await Editor.ready();
    const labelsAt = async (written: string): Promise<string[]> => {
      const text = `ssh:\n  identityFile: ${written}`;
      await editor.open(text, uri);
      const answer = await editor.connection.sendRequest(CompletionRequest.type, {
        textDocument: { uri },
        position: positionOf(text, text.length),
        context: { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: "/" },
      });
      await editor.close(uri);
      return Array.isArray(answer) ? answer.map(({ label }) => label) : [];
    };
    expect(await labelsAt("")).toEqual(["certs/", "linked/"]);
    expect(await labelsAt("certs/")).toEqual(["certs/key.pem"]);
    expect(await labelsAt("linked/k")).toEqual(["linked/key.pem"]);
    expect(await labelsAt("certs/key.pem/")).toEqual([]);
    expect(await labelsAt("nowhere/")).toEqual([]);
  });

  it("fills in a whole manifest, place after place", async () => {
    const { items } = await completeAt("|");
    const item = items.find(({ label }) => label === "a whole manifest");
    expect(item?.insertTextFormat).toBe(InsertTextFormat.Snippet);
    expect(item?.textEdit?.newText).toMatch(/^name: \$\{1:production\}\nrelease: \$\{2:/);
  });

  it("shows what a further node would be", async () => {
    const { items } = await completeAt(`${PRODUCTION}  |\n`);
    const node = items.find(({ label }) => label === "- media-3");
    expect(node?.documentation).toMatchObject({
      value: [
        "A further node, with the next name and the next free addresses of the list.",
        "",
        "```yaml",
        "name: media-3",
        "privateIp: 10.5.0.7",
        "publicIp: 203.0.113.17",
        "```",
      ].join("\n"),
    });
  });

  it("puts the cursor where the value goes, for an editor that can", async () => {
    const { items } = await completeAt("cert|\n");
    const edit = items.find((item) => item.label === "certificate")?.textEdit;
    expect(edit?.newText).toBe("certificate:\n  $0");
    const plain = await completeAt("cert|\n", undefined, {});
    expect(plain.items.map((item) => item.insertTextFormat)).not.toContain(InsertTextFormat.Snippet);
    expect(plain.items.map((item) => item.textEdit?.newText)).toContain("certificate:\n  ");
  });

  it("tells what each key is for, and which are required", async () => {
    const { items } = await completeAt(PRODUCTION.replace("domain: openvidu.example.io", "|"));
    const domain = items.find((item) => item.label === "domain");
    expect(domain?.detail).toBe("text, required");
    expect(domain?.documentation).toMatchObject({ value: expect.stringContaining("A record") as string });
  });

  it("does not come up while a line is indented, but when asked for", async () => {
    const typed = { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: " " };
    expect((await completeAt(`${ITEM}    |\n`, typed)).items).toEqual([]);
    expect(
      (await completeAt(`${ITEM}    |\n`, { triggerKind: CompletionTriggerKind.Invoked })).items,
    ).not.toEqual([]);
    expect((await completeAt("firewall: |\n", typed)).items).not.toEqual([]);
  });

  it.each(["# |\n", "name: a # |\n", 'license: "a # |"\n', "domain: |\n"])(
    "offers nothing at %j",
    async (marked) => {
      expect((await completeAt(marked)).items.filter((item) => !item.label.startsWith("$"))).toEqual([]);
    },
  );
});
