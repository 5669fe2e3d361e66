import { copyFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { bootLab } from "../lab/lab";
import type { Editor } from "./harness/editor";
import { exampleManifest, MANIFEST, sshFiles } from "./harness/lab-workspace";
import { ROOT } from "./harness/paths";
import { startEditor } from "./harness/start-editor";

/** Connections, installation and health checks of six nodes on a busy machine. */
const DEPLOYED_MS = 180_000;

const NODES = ["master-1", "master-2", "master-3", "master-4", "media-1", "media-2"];

/** What Manage Secrets copies to the clipboard. */
async function copiedSecret(editor: Editor, name: string): Promise<string> {
  const { page } = editor;
  const rows = page.locator(".quick-input-list .monaco-list-row");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await editor.command("OpenVidu: Manage Secrets");
  await rows.filter({ hasText: name }).filter({ hasText: "secret storage" }).click();
  await rows.filter({ hasText: "Copy to Clipboard" }).click();
  await rows.filter({ hasText: name }).waitFor();
  await page.keyboard.press("Escape");
  await editor.settled();
  return page.evaluate<string>("navigator.clipboard.readText()");
}

test("a mistake is fixed and the cluster deployed, all from the editor, with secrets that survive a restart", async () => {
  const lab = await bootLab();
  try {
    const mistaken = (await exampleManifest()).replace("observability", "observabilty");
    const editor = await startEditor({
      files: { [MANIFEST]: mistaken },
      home: await sshFiles(lab),
      open: MANIFEST,
    });
    await editor.run("deploy-cluster", async () => {
      const { page } = editor;

      await editor.mistakes.first().waitFor();
      await editor.command("View: Focus Problems");
      await editor.problems.filter({ hasText: "observabilty" }).waitFor();
      await editor.settled();
      await editor.picture("1-mistake");

      await page.locator(".view-line").getByText("observabilty").click();
      const fix = await editor.quickFix("observability");
      await editor.picture("2-fix-offered");
      await fix.click();
      await editor.mistakes.first().waitFor({ state: "detached" });
      await editor.command("View: Hide Panel");

      await editor.openView("OpenVidu");
      await editor.row("Master node master-1, not installed").waitFor();
      await editor.picture("3-tree-before");

      await editor.command("OpenVidu: Deploy Cluster");
      await editor.dialog.waitFor();
      await editor.picture("4-confirm");
      await editor.dialog.getByRole("button", { name: "Deploy" }).click();
      // No cluster runs that could give it.
      await page.locator(".quick-input-widget", { hasText: "license" }).waitFor();
      await editor.picture("5-license-asked");
      await editor.question.fill("lab-license");
      await page.keyboard.press("Enter");

      await editor.notifications.filter({ hasText: "Deploying production" }).waitFor();
      await editor.row("Install").first().waitFor();
      await editor.picture("6-deploying");

      for (const node of NODES) {
        await editor.row(`node ${node}, running`).waitFor({ timeout: DEPLOYED_MS });
      }
      await editor.notifications.filter({ hasText: "deployed and runs" }).waitFor();
      await editor.picture("7-result");
      expect(await editor.row("node ").count()).toBe(NODES.length);

      await editor.expand("node media-1");
      await editor.row("Service").first().waitFor();
      await editor.command("Notifications: Clear All Notifications");
      await editor.settled();
      const picture = await editor.picture("8-six-running");
      if (process.env["UPDATE_PICTURES"] === "1") {
        await copyFile(picture, path.join(ROOT, "media/deployed-cluster.png"));
      }

      // The values that were made up are there after a night, and they are those of every node.
      await editor.restart();
      await editor.openView("OpenVidu");
      await editor.row("node master-1, running").waitFor();
      const kept = await copiedSecret(editor, "credentials.redisPassword");
      expect(/^[A-Za-z0-9]{44}$/.test(kept), "it is one of ours").toBe(true);
      for (const node of lab.nodes) {
        const own = await node.must("grep -rhoP '^REDIS_PASSWORD=\\K.*' /opt/openvidu/config | sort -u");
        expect(own.trim() === kept, `the value of ${node.name}`).toBe(true);
      }

      await forgetLicense(editor);
      await editor.command("OpenVidu: Deploy Cluster");
      await editor.dialog.getByRole("button", { name: "Deploy" }).click();
      const offer = editor.dialog.filter({ hasText: "A secret of the running cluster is not here" });
      await offer.filter({ hasText: "license" }).waitFor();
      await editor.picture("9-license-offered");
      await offer.getByRole("button", { name: "Read From a Master" }).click();
      await editor.notifications.filter({ hasText: "Nothing to do" }).waitFor({ timeout: DEPLOYED_MS });
      await editor.picture("10-nothing-to-do");
      await editor.command("OpenVidu: Manage Secrets");
      const license = editor.page.locator(".quick-input-list .monaco-list-row", { hasText: "license" });
      await license.filter({ hasText: "secret storage" }).waitFor();
      await editor.page.keyboard.press("Escape");

      await editor.command("OpenVidu: Show Output");
      const output = editor.page.locator(".part.panel .view-line", { hasText: "Nothing to do" });
      await output.first().waitFor();
      await editor.command("Notifications: Clear All Notifications");
      await editor.settled();
      await editor.picture("11-output");
    });
  } finally {
    await lab.down();
  }
});

/** Makes the editor that of a second operator, who never had the license. */
async function forgetLicense(editor: Editor): Promise<void> {
  const rows = editor.page.locator(".quick-input-list .monaco-list-row");
  await editor.command("OpenVidu: Manage Secrets");
  await rows.filter({ hasText: "license" }).click();
  await rows.filter({ hasText: "Remove…" }).click();
  await editor.dialog.getByRole("button", { name: "Remove" }).click();
  await rows.filter({ hasText: "license" }).filter({ hasText: "not set" }).waitFor();
  await editor.page.keyboard.press("Escape");
}
