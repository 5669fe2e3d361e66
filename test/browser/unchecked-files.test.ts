import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import type { Editor } from "./harness/editor";
import { exampleManifest } from "./harness/lab-workspace";
import { startEditor } from "./harness/start-editor";

const settings = { "workbench.editorLargeFileConfirmation": 500 };

async function problem(editor: Editor, words: string): Promise<void> {
  await editor.page.locator(".view-line", { hasText: "name:" }).first().waitFor();
  await editor.command("View: Focus Problems");
  await editor.settled();
  await editor.problems.filter({ hasText: words }).waitFor();
}

/** What the item at the foot of the editor says. */
async function statusSays({ page }: Editor, words: string): Promise<void> {
  await page.locator(".statusbar-item[id='status.languageStatus']").hover();
  await page.locator(".hover-language-status", { hasText: words }).first().waitFor();
}

test("a file that is not UTF-8 is told as that, and what to do about it does it", async () => {
  const text = (await exampleManifest()).replace("# Our", "# Büro: our");
  const name = "latin1.openvidu.yaml";
  const editor = await startEditor({ files: { [name]: Buffer.from(text, "latin1") }, open: name });
  await editor.run("not-utf8", async () => {
    const { page } = editor;
    await problem(editor, "bytes that are not UTF-8");
    await editor.picture("unchecked-1-not-utf8");
    const choose = async (label: string | RegExp): Promise<void> => {
      await page.locator(".quick-input-list .monaco-list-row", { hasText: label }).first().click();
    };
    await page.locator(".view-line", { hasText: "name:" }).first().click();
    await editor.command("Change File Encoding");
    await choose("Reopen with Encoding");
    await editor.question.fill("ISO 8859-1)");
    await choose("Western (ISO 8859-1)");
    await page.locator(".view-line", { hasText: "Büro" }).waitFor();
    await expect.poll(() => editor.mistakes.count(), { timeout: 30_000 }).toBe(0);
    await editor.command("Change File Encoding");
    await choose("Save with Encoding");
    await choose(/^\s*UTF-8(?! with BOM)/);
    const saved = path.join(editor.workspace, name);
    await expect.poll(() => readFile(saved, "utf8"), { timeout: 30_000 }).toBe(text);
  });
});

test("a file of more than five million characters is not checked, and the editor says so", async () => {
  const name = "large.openvidu.yaml";
  const text = (await exampleManifest()) + "# six megabytes of something else\n".repeat(180_000);
  const editor = await startEditor({ files: { [name]: text }, open: name, settings });
  await editor.run("large-file", async () => {
    await problem(editor, "This file is not checked: it has more than five million characters.");
    await statusSays(editor, "OpenVidu: not checked");
    await editor.picture("unchecked-2-large");
  });
});

test("a file that VS Code hands to no extension is not checked, and the editor says so", async () => {
  const name = "huge.openvidu.yaml";
  const text = (await exampleManifest()) + "# sixty megabytes of something else\n".repeat(1_700_000);
  const editor = await startEditor({ files: { [name]: text }, open: name, settings });
  await editor.run("huge-file", async () => {
    const { page } = editor;
    await problem(editor, "This file is not checked: VS Code shares no file of 58 MB");
    await editor.picture("unchecked-3-huge");
    await editor.openView("OpenVidu");
    await editor.row("1 error in the manifest").waitFor();
    await editor.picture("unchecked-4-huge-tree");
    await page.locator(".tab", { hasText: name }).getByRole("button", { name: "Close" }).click();
    await expect.poll(() => editor.problems.count(), { timeout: 30_000 }).toBe(0);
    await editor.row("Fix the manifest first").click();
    await page.locator(".tab", { hasText: name }).waitFor();
    await editor.problems.filter({ hasText: "This file is not checked" }).waitFor();
  });
});
