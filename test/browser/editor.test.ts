import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { exampleManifest, MANIFEST } from "./harness/lab-workspace";
import { startEditor } from "./harness/start-editor";

test("a mistake is marked with the other place that it is about, and keys explain themselves", async () => {
  const manifest = (await exampleManifest()).replace("10.5.0.2", "10.5.0.1");
  const editor = await startEditor({ files: { [MANIFEST]: manifest }, open: MANIFEST });
  await editor.run("editing", async () => {
    const { page } = editor;
    await editor.mistakes.first().waitFor();
    await editor.command("View: Focus Problems");
    await editor.settled();
    const problem = editor.problems.filter({ hasText: "10.5.0.1 is also the address of master-2" });
    await problem.waitFor();
    await editor.problems.filter({ hasText: "Also here, at master-2" }).waitFor();
    await editor.picture("editor-1-related-place");

    await page.locator(".view-line span", { hasText: "rtcEngine" }).last().hover();
    await page.locator(".monaco-hover", { hasText: "WebRTC engine" }).first().waitFor();
    await editor.picture("editor-2-hover");
    await page.locator(".codelens-decoration", { hasText: "Deploy" }).first().waitFor();
  });
});

test("a migration is seen, confirmed, and made", async () => {
  const manifest = (await exampleManifest()).replace("rtcEngine: pion\n", "turnDomain: turn.example.io\n");
  const editor = await startEditor({ files: { [MANIFEST]: manifest }, open: MANIFEST });
  await editor.run("migrating", async () => {
    const { page } = editor;
    await editor.mistakes.first().waitFor();
    await editor.command("OpenVidu: Migrate Manifest to Another Release");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "3.9.0" }).first().waitFor();
    await editor.picture("editor-3-releases");
    await page.keyboard.press("Enter");
    // Nothing is made before it is confirmed: one box stands for all of them.
    const file = page.locator(".monaco-list-row:has(.edit-checkbox)", { hasText: MANIFEST });
    await file.waitFor();
    await editor.picture("editor-4-migration");
    await file.locator(".edit-checkbox").click();
    await editor.picture("editor-5-confirmed");
    await page.getByRole("button", { name: "Apply" }).click();
    await page.locator(".view-line", { hasText: "release: 3.9.0" }).waitFor();
    await page.keyboard.press("Control+s");
    const saved = path.join(editor.workspace, MANIFEST);
    await expect
      .poll(() => readFile(saved, "utf8"), { timeout: 30_000 })
      .toBe((await exampleManifest()).replace("release: 3.8.0", "release: 3.9.0"));
    await editor.picture("editor-6-migrated");
  });
});
