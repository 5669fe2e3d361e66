import { expect, test } from "vitest";
import { exampleManifest, MANIFEST } from "./harness/lab-workspace";
import { startEditor } from "./harness/start-editor";

test("a folder without a manifest says so and offers to make one", async () => {
  const editor = await startEditor({ files: { "README.md": "# Video\n" } });
  await editor.run("no-manifest", async () => {
    await editor.openView("OpenVidu");
    await editor.welcome.getByText("no cluster manifest").waitFor();
    await editor.picture("empty-1-no-manifest");
    await editor.welcome.getByRole("button", { name: "Import Cluster" }).waitFor();
    await editor.welcome.getByRole("button", { name: "New Cluster Manifest" }).click();
    await editor.page.locator(".quick-input-title", { hasText: "OpenVidu release" }).waitFor();
    await editor.picture("empty-2-new-manifest");
  });
});

test("an untrusted workspace is edited and checked, but nothing connects", async () => {
  const manifest = (await exampleManifest()).replace("observability", "observabilty");
  const editor = await startEditor({
    files: { [MANIFEST]: manifest },
    open: MANIFEST,
    trust: false,
    settings: {
      "security.workspace.trust.startupPrompt": "never",
      "security.workspace.trust.emptyWindow": false,
    },
  });
  await editor.run("untrusted", async () => {
    await editor.mistakes.first().waitFor();
    await editor.openView("OpenVidu");
    await editor.welcome.getByText("Restricted Mode").waitFor();
    await editor.picture("empty-3-untrusted");
    expect(await editor.row("node master-1").count()).toBe(0);
  });
});

test("a manifest with a mistake shows its nodes and leads to the problem", async () => {
  const manifest = (await exampleManifest()).replace("observability", "observabilty");
  const editor = await startEditor({ files: { [MANIFEST]: manifest } });
  await editor.run("faulty-manifest", async () => {
    await editor.openView("OpenVidu");
    await editor.row("Cluster production, 1 error").waitFor();
    await editor.row("Fix the manifest first").click();
    await editor.problems.filter({ hasText: "observabilty" }).waitFor();
    await editor.picture("empty-4-faulty");
    await editor.command("OpenVidu: Deploy Cluster");
    await editor.notifications.filter({ hasText: "has an error" }).waitFor();
    await editor.picture("empty-5-refused");
  });
});
