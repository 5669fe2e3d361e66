import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { exampleManifest, MANIFEST } from "./harness/lab-workspace";
import { startEditor } from "./harness/start-editor";

/** VS Code's secret storage fails in this page, as it does on a machine whose keyring is locked. */
const BROKEN_STORAGE = `{
  const { getItem } = Storage.prototype;
  Storage.prototype.getItem = function (key) {
    if (key === "secrets.provider") throw new Error("The keyring is locked.");
    return getItem.call(this, key);
  };
}`;

const LICENSE = "Quokka7Xylophone";

test("secrets are listed without values, set, copied with a section of the commands, and kept for the session where VS Code keeps none", async () => {
  const editor = await startEditor({ files: { [MANIFEST]: await exampleManifest() }, open: MANIFEST });
  await editor.run("secrets", async () => {
    const { page } = editor;
    const rows = page.locator(".quick-input-list .monaco-list-row");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await editor.openView("OpenVidu");
    await editor.row("Cluster production").waitFor();

    await editor.command("OpenVidu: Manage Secrets");
    await rows.filter({ hasText: "license" }).filter({ hasText: "not set" }).waitFor();
    await rows.filter({ hasText: "redisPassword" }).filter({ hasText: "made at the first" }).waitFor();
    await editor.picture("secrets-1-list");
    await rows.filter({ hasText: "license" }).click();
    await rows.filter({ hasText: "Set…" }).click();
    await page.locator(".quick-input-widget", { hasText: "secret 'license'" }).waitFor();
    await editor.question.fill(LICENSE);
    await editor.picture("secrets-2-set");
    await page.keyboard.press("Enter");
    await rows.filter({ hasText: "license" }).filter({ hasText: "secret storage" }).waitFor();
    await editor.picture("secrets-3-kept");

    // No node answers here, so nobody knows whether the cluster uses it.
    await rows.filter({ hasText: "redisPassword" }).click();
    await rows.filter({ hasText: "Make a New Value" }).click();
    await editor.notifications.filter({ hasText: "could not be asked" }).waitFor();
    await editor.picture("secrets-4-refused");
    await editor.command("Notifications: Clear All Notifications");

    await editor.command("OpenVidu: Show Install Commands");
    await page.locator(".view-line", { hasText: "Secrets are masked" }).waitFor();
    await goToLine(page, 40);
    await page.locator(".view-line", { hasText: "--openvidu-pro-license='•••'" }).waitFor();
    await editor.picture("install-1-masked");
    await page.locator(".codelens-decoration a", { hasText: "Copy With Secrets" }).first().click();
    await editor.notifications.filter({ hasText: "no value yet" }).waitFor();
    await editor.picture("install-2-copied");
    const copied = await page.evaluate("navigator.clipboard.readText()");
    expect(copied).toContain(`--openvidu-pro-license='${LICENSE}'`);
    expect(await page.locator(".view-line", { hasText: LICENSE }).count()).toBe(0);

    await page.addInitScript({ content: BROKEN_STORAGE });
    await page.reload();
    await editor.row("Cluster production").waitFor();
    await editor.command("OpenVidu: Manage Secrets");
    await rows.filter({ hasText: "license" }).click();
    await rows.filter({ hasText: "Set…" }).click();
    await page.locator(".quick-input-widget", { hasText: "secret 'license'" }).waitFor();
    await editor.question.fill(LICENSE);
    await page.keyboard.press("Enter");
    await rows.filter({ hasText: "license" }).filter({ hasText: "this window only" }).waitFor();
    await editor.notifications.filter({ hasText: "for this session only" }).waitFor();
    await editor.notifications.filter({ hasText: "The keyring is locked." }).waitFor();
    await editor.picture("secrets-5-session-only");
  });
});

test("the install commands follow the manifest while it is typed, and stay while it has an error", async () => {
  const editor = await startEditor({ files: { [MANIFEST]: await exampleManifest() }, open: MANIFEST });
  await editor.run("install-document", async () => {
    const { page } = editor;
    const commands = page.locator(".view-line", { hasText: "--domain-name=" });
    await editor.openView("OpenVidu");
    await editor.row("Cluster production").waitFor();
    await editor.command("OpenVidu: Show Install Commands");
    await page.locator(".view-line", { hasText: "Secrets are masked" }).waitFor();
    await editor.command("View: Move Editor into Next Group");
    await goToLine(page, 40);
    await commands.filter({ hasText: "'openvidu.example.io'" }).waitFor();
    await editor.settled();

    await page.locator(".view-line", { hasText: /^domain:/ }).click();
    await page.keyboard.press("End");
    await page.keyboard.type("nfo");
    await commands.filter({ hasText: "'openvidu.example.ionfo'" }).waitFor();
    await editor.picture("install-3-follows");

    await page.keyboard.type(" x");
    await editor.mistakes.first().waitFor();
    await commands.filter({ hasText: "'openvidu.example.ionfo'" }).waitFor();
    await editor.picture("install-4-errors");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Backspace");
    await page.keyboard.type("x");
    await commands.filter({ hasText: "'openvidu.example.ionfox'" }).waitFor();
  });
});

/** Brings a line of the active editor into view. */
async function goToLine(page: Page, line: number): Promise<void> {
  await page.keyboard.press("Control+g");
  await page.locator(".quick-input-widget", { hasText: "line" }).waitFor();
  await page.keyboard.type(String(line));
  await page.keyboard.press("Enter");
}
