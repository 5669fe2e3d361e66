import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { bootLab } from "../lab/lab";
import { exampleManifest, MANIFEST, sshFiles } from "./harness/lab-workspace";
import { startEditor } from "./harness/start-editor";

/** Counts, in the lab's network where the editor runs too, every try to connect to any ssh server. */
const COUNTER = `
table inet trust_test {
  counter connections { }
  chain output {
    type filter hook output priority 0;
    tcp dport 22 tcp flags & (syn | ack) == syn counter name connections
  }
}`;

function connections(): number {
  const said = execFileSync("nft", ["list", "counter", "inet", "trust_test", "connections"], {
    encoding: "utf8",
  });
  return Number(/packets (\d+)/.exec(said)?.[1]);
}

test("an untrusted workspace connects to no node, whatever is run; a trusted one does", async () => {
  const lab = await bootLab({ docker: false });
  try {
    execFileSync("nft", ["-f", "-"], { input: COUNTER });
    const editor = await startEditor({
      files: { [MANIFEST]: await exampleManifest() },
      home: await sshFiles(lab),
      trust: false,
      settings: {
        "security.workspace.trust.startupPrompt": "never",
        "security.workspace.trust.emptyWindow": false,
      },
      // The palette hides these commands here; a key, or another extension, may still call them.
      keys: { "ctrl+alt+f8": "openviduCluster.deploy", "ctrl+alt+f9": "openviduCluster.refresh" },
    });
    await editor.run("trust", async () => {
      const { page } = editor;
      const refused = editor.notifications.filter({ hasText: "needs a trusted workspace" });
      await editor.openView("OpenVidu");
      await editor.welcome.getByText("Restricted Mode").waitFor();
      // Without an open manifest it searches the workspace: from then on there are nodes that could be looked at.
      await editor.command("OpenVidu: Show Install Commands");
      await page.locator(".view-line", { hasText: "by hand" }).first().waitFor();
      for (const key of ["Control+Alt+F8", "Control+Alt+F9"]) {
        await page.keyboard.press(key);
        await refused.first().waitFor();
        await editor.command("Notifications: Clear All Notifications");
        await refused.first().waitFor({ state: "detached" });
      }
      expect(await editor.row("node master-1").count()).toBe(0);
      await editor.picture("trust-1-untrusted");
      expect(connections()).toBe(0);

      await editor.command("Workspaces: Manage Workspace Trust");
      await page
        .locator(".workspace-trust-editor")
        .getByRole("button", { name: "Trust", exact: true })
        .click();
      await page.keyboard.press("Escape");
      await editor.row("Master node master-1, not installed").waitFor();
      await editor.picture("trust-2-trusted");
      expect(connections()).toBeGreaterThan(0);
    });
  } finally {
    execFileSync("nft", ["-f", "-"], { input: "table inet trust_test\ndelete table inet trust_test\n" });
    await lab.down();
  }
});
