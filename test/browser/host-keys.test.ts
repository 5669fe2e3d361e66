import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { bootLab } from "../lab/lab";
import { exampleManifest, MANIFEST, sshFiles } from "./harness/lab-workspace";
import { startEditor } from "./harness/start-editor";

const PATIENCE_MS = 120_000;

test("unknown host keys are pinned by a button, and a deployment is cancelled by one, the question for a secret with it", async () => {
  const lab = await bootLab();
  try {
    await lab.installer.fail({ node: "all", kind: "delay", seconds: 20 });
    const editor = await startEditor({
      files: { [MANIFEST]: await exampleManifest() },
      home: await sshFiles(lab, { knownHosts: false }),
      open: MANIFEST,
    });
    await editor.run("host-keys", async () => {
      const { page } = editor;
      await editor.openView("OpenVidu");
      await editor.row("Master node master-1, host key unknown").waitFor();
      await editor.expand("node master-1");
      await editor.row("nobody has confirmed").first().waitFor();
      await editor.picture("host-keys-1-unknown");

      await editor.command("OpenVidu: Deploy Cluster");
      await editor.dialog.getByRole("button", { name: "Deploy" }).click();
      await editor.dialog.filter({ hasText: "SHA256:" }).waitFor({ timeout: PATIENCE_MS });
      await editor.picture("host-keys-2-refused");
      await editor.dialog.getByRole("button", { name: "Pin in Manifest" }).click();

      const pinned = editor.notifications.filter({ hasText: "6 host keys are pinned" });
      const deploy = pinned.getByRole("button", { name: "Deploy Cluster" });
      await deploy.click({ trial: true });
      await editor.picture("host-keys-3-pinned");
      const text = await readFile(path.join(editor.workspace, MANIFEST), "utf8");
      expect(text.match(/hostKey: SHA256:/g)).toHaveLength(6);

      const license = page.locator(".quick-input-widget:visible", { hasText: "license" });
      const running = editor.notifications.filter({ hasText: "Deploying production" });
      await deploy.click();
      await editor.dialog.getByRole("button", { name: "Deploy" }).click();
      await license.waitFor({ timeout: PATIENCE_MS });
      await running.getByRole("button", { name: "Cancel" }).click();
      await license.waitFor({ state: "detached" });
      await editor.notifications.filter({ hasText: "was cancelled" }).waitFor({ timeout: PATIENCE_MS });
      await editor.command("Notifications: Clear All Notifications");

      await editor.command("OpenVidu: Deploy Cluster");
      await editor.dialog.getByRole("button", { name: "Deploy" }).click();
      await license.waitFor({ timeout: PATIENCE_MS });
      await editor.question.fill("lab-license");
      await page.keyboard.press("Enter");
      await editor.row("Install").first().waitFor({ timeout: PATIENCE_MS });
      await running.getByRole("button", { name: "Cancel" }).click();
      await editor.notifications.filter({ hasText: "cancelled" }).waitFor({ timeout: PATIENCE_MS });
      await editor.row("node media-1, installing").waitFor();
      await editor.picture("host-keys-4-cancelled");
    });
  } finally {
    await lab.down();
  }
});
