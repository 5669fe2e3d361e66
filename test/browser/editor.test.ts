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

test("what may come next is offered with what it means", async () => {
  const editor = await startEditor({
    files: { [MANIFEST]: await exampleManifest() },
    open: MANIFEST,
    settings: { "editor.suggest.showStatusBar": true },
  });
  await editor.run("completing", async () => {
    const { page } = editor;
    const offered = page.locator(".suggest-widget .monaco-list-row");
    const details = page.locator(".suggest-details", { hasText: /./ });
    const behind = async (line: string): Promise<void> => {
      await page.locator(".view-line", { hasText: line }).first().click();
      await page.keyboard.press("End");
    };
    await page.locator(".codelens-decoration", { hasText: "Deploy" }).first().waitFor();

    await behind("rtcEngine:");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+Space");
    await offered.filter({ hasText: "credentials" }).waitFor();
    await page.keyboard.press("Control+Space");
    await details.waitFor();
    await editor.picture("editor-7-completion-keys");
    await page.keyboard.type("cred");
    await offered.filter({ hasText: "firewall" }).waitFor({ state: "hidden" });
    await details.filter({ hasText: "generated" }).waitFor();
    await editor.picture("editor-8-completion-filtered");
    await page.keyboard.press("Escape");
    for (let press = 0; press < 5; press += 1) await page.keyboard.press("Backspace");

    await behind("rtcEngine:");
    await page.keyboard.press("Control+Backspace");
    await page.keyboard.press("Control+Space");
    await offered.filter({ hasText: "mediasoup" }).waitFor();
    await editor.picture("editor-9-completion-values");
    await offered.filter({ hasText: "pion" }).first().click();

    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+Space");
    await offered.filter({ hasText: "media-3" }).first().waitFor();
    await editor.picture("editor-10-completion-node");
  });
});

test("lenses and hints stand beside the text, and every problem in its view", async () => {
  const manifest = (await exampleManifest())
    .replace("10.5.0.2", "10.5.0.1")
    .replace("observability", "observabilty")
    .replace("rtmp: true", "rtmp: yes")
    .replace("${secret:license}", "Lic3nse")
    .replace("port: 9200", "port: 9100");
  const editor = await startEditor({ files: { [MANIFEST]: manifest }, open: MANIFEST });
  await editor.run("beside", async () => {
    const { page } = editor;
    await editor.mistakes.first().waitFor();
    await page.locator(".codelens-decoration", { hasText: "Deploy" }).first().waitFor();
    await page.locator(".view-line", { hasText: "port: 22" }).first().waitFor();
    await editor.picture("editor-11-lenses-and-hints");
    await editor.command("View: Focus Problems");
    await editor.settled();
    for (const words of ["observabilty", "'yes'", "secret", "9100", "10.5.0.1"])
      await editor.problems.filter({ hasText: words }).first().waitFor();
    await editor.picture("editor-12-problems");
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
