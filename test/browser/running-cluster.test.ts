import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { bootLabToDeploy, deployTo, MemoryStore, QUICK } from "../lab/deploy-harness";
import type { Lab } from "../lab/lab";
import type { Editor } from "./harness/editor";
import { exampleManifest, MANIFEST, sshFiles } from "./harness/lab-workspace";
import { Questions } from "./harness/questions";
import { startEditor } from "./harness/start-editor";

const PATIENCE_MS = 120_000;

/** What a node has of OpenVidu: its files and its containers, each with its identity. */
async function stateOf(lab: Lab): Promise<string[]> {
  const look =
    "find /opt/openvidu -type f -not -path '*/data/*' -exec sha256sum {} + | sort; docker ps --quiet --no-trunc | sort";
  return Promise.all(lab.nodes.map((node) => node.must(look)));
}

async function deployAgain(editor: Editor, answer: string): Promise<void> {
  await editor.command("OpenVidu: Deploy Cluster");
  // Nothing is asked that the running cluster itself can tell.
  await editor.dialog.filter({ hasText: "Deploy cluster production?" }).waitFor();
  await editor.dialog.getByRole("button", { name: "Deploy" }).click();
  const offer = editor.dialog.filter({ hasText: "secrets of the running cluster are not here" });
  await offer.waitFor({ timeout: PATIENCE_MS });
  await offer.getByText("credentials.redisPassword").waitFor();
  await editor.picture("running-4-offer");
  await offer.getByRole("button", { name: answer, exact: true }).click();
  await editor.notifications.filter({ hasText: "Nothing to do" }).waitFor({ timeout: PATIENCE_MS });
}

test("a second operator imports a running cluster, and gets its secrets from a master after a yes", async () => {
  const lab = await bootLabToDeploy();
  try {
    const secrets = new MemoryStore();
    const deployed = await deployTo(lab, { secrets, timing: QUICK });
    expect(deployed.errors).toEqual([]);
    const before = await stateOf(lab);
    const editor = await startEditor({ files: {}, home: await sshFiles(lab) });
    await editor.run("running-cluster", async () => {
      const { page } = editor;
      const questions = new Questions(editor);
      const rows = page.locator(".quick-input-list .monaco-list-row");
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);

      await editor.openView("OpenVidu");
      await editor.welcome.getByRole("button", { name: "Import Cluster" }).click();
      await questions.title("Import Cluster");
      await editor.picture("running-1-how");
      await questions.choose("Import Cluster", "Read a Running Cluster");
      await questions.type("Import Cluster: Master Node", "ubuntu@203.0.113.12");
      await editor.dialog.filter({ hasText: "secrets of cluster openvidu?" }).waitFor();
      await editor.picture("running-2-secrets");
      await editor.dialog.getByRole("button", { name: "Keep Secrets" }).click();
      await page.locator(".tab", { hasText: "openvidu.openvidu.yaml" }).waitFor();
      await editor.notifications
        .filter({ hasText: "11 secrets are kept in VS Code's secret storage" })
        .waitFor();
      await editor.mistakes.first().waitFor();
      await editor.picture("running-3-imported");
      const imported = path.join(editor.workspace, "openvidu.openvidu.yaml");
      const text = await readFile(imported, "utf8");
      for (const n of [1, 2, 3, 4]) expect(text).toContain(`publicIp: 203.0.113.1${String(n)}`);
      for (const value of secrets.values.values()) expect(text).not.toContain(value);

      await editor.command("Notifications: Clear All Notifications");
      await editor.command("View: Close All Editors");
      await rm(imported);
      await writeFile(path.join(editor.workspace, MANIFEST), await exampleManifest());
      await editor.row("Master node master-1, running").waitFor();

      await deployAgain(editor, "Go On Without Them");
      await editor.notifications.filter({ hasText: "No secret of production was read" }).waitFor();
      await editor.picture("running-5-declined");
      await editor.command("OpenVidu: Manage Secrets");
      await rows.filter({ hasText: "license" }).filter({ hasText: "not set" }).waitFor();
      await page.keyboard.press("Escape");
      await editor.settled();
      await editor.command("Notifications: Clear All Notifications");

      await deployAgain(editor, "Read From a Master");
      await editor.command("Notifications: Clear All Notifications");
      await editor.command("OpenVidu: Manage Secrets");
      await rows.filter({ hasText: "license" }).filter({ hasText: "secret storage" }).waitFor();
      await editor.picture("running-6-adopted");
      await rows.filter({ hasText: "redisPassword" }).click();
      await rows.filter({ hasText: "Copy to Clipboard" }).click();
      await rows.filter({ hasText: "license" }).waitFor();
      const copied = await page.evaluate<string>("navigator.clipboard.readText()");
      expect(copied === secrets.values.get("credentials.redisPassword"), "the cluster's own value").toBe(
        true,
      );
      expect(await stateOf(lab)).toEqual(before);
    });
  } finally {
    await lab.down();
  }
});
