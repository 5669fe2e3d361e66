import { expect, test } from "vitest";
import type { Editor } from "./harness/editor";
import { exampleManifest, MANIFEST } from "./harness/lab-workspace";
import { Questions } from "./harness/questions";
import { startEditor } from "./harness/start-editor";

const TITLE = "Firewall Rules of Cluster production";
const BALANCED = "Firewall Rules of Cluster balanced";

/** The same machines behind a load balancer. */
async function balanced(): Promise<string> {
  return (await exampleManifest())
    .replace("name: production", "name: balanced")
    .replace("rtcEngine:", "loadBalancing: external\nrtcEngine:")
    .replace(/certificate:\n {2}type: letsencrypt\n/, "");
}

/** The text of the active editor, taken as a person takes it. */
async function textOf({ page }: Editor): Promise<string> {
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  return page.evaluate<string>("navigator.clipboard.readText()");
}

test("firewall rules open as a document in the form and for the machines that are picked", async () => {
  const editor = await startEditor({
    files: { [MANIFEST]: await exampleManifest(), "balanced.openvidu.yaml": await balanced() },
    open: MANIFEST,
  });
  await editor.run("firewall", async () => {
    const { page } = editor;
    const questions = new Questions(editor);
    const rows = page.locator(".quick-input-list .monaco-list-row");
    const which = page.locator(".quick-input-widget input[placeholder='Which cluster?']");
    const exportOf = async (cluster: string): Promise<void> => {
      await editor.command("OpenVidu: Export Firewall Rules");
      await which.waitFor();
      await rows.filter({ hasText: cluster }).first().click();
    };
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.locator(".view-line", { hasText: "domain:" }).first().waitFor();

    // Of the manifest that is open, without a question.
    await editor.command("OpenVidu: Export Firewall Rules");
    await questions.title(TITLE);
    await rows.filter({ hasText: "Azure" }).waitFor();
    await editor.picture("firewall-1-forms");
    await questions.choose(TITLE, "nftables");
    await rows.filter({ hasText: "Every media node" }).waitFor();
    // A program's rules are for one machine: the two roles differ.
    expect(await rows.filter({ hasText: "The whole cluster" }).count()).toBe(0);
    await editor.picture("firewall-2-machines");
    await questions.choose(TITLE, "10.5.0.6");
    await page.locator(".tab", { hasText: "production-firewall-media-2.nft" }).waitFor();
    await page.locator(".view-line", { hasText: "Firewall of node media-2" }).waitFor();
    await editor.picture("firewall-3-nftables");
    const nftables = await textOf(editor);
    expect(nftables).toMatch(/tcp dport 22 accept/);
    expect(nftables).toMatch(/udp dport 50000-60000 accept/);
    expect(nftables).toMatch(/saddr \{ 10\.5\.0\.1, 10\.5\.0\.2, 10\.5\.0\.3, 10\.5\.0\.4 \}.*5349/);
    expect(nftables).not.toContain("20000");

    await exportOf("production");
    await questions.choose(TITLE, "Markdown");
    await questions.choose(TITLE, "The whole cluster");
    const preview = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
    await preview.locator("h2", { hasText: "Media nodes" }).waitFor();
    await editor.picture("firewall-4-markdown");
    await page.locator(".tab", { hasText: /^production-firewall.md/ }).click();
    await page.locator(".view-line", { hasText: "## Master nodes" }).click();
    const markdown = await textOf(editor);
    expect(markdown).toContain("## Media nodes");
    expect(markdown).toMatch(/\| TCP +\| 20000 +\|/);
    expect(markdown).toMatch(/accounts\.openvidu\.io/);

    const documents = await page.locator(".tab").count();
    await exportOf("balanced");
    await questions.choose(BALANCED, "ufw");
    await questions.choose(BALANCED, "Every master node");
    await questions.type(BALANCED, "balancer.example.io");
    await questions.message("neither an address nor a network");
    await editor.picture("firewall-5-balancer");
    await page.keyboard.press("Escape");
    await editor.settled();
    expect(await page.locator(".tab").count()).toBe(documents);

    await exportOf("balanced");
    await questions.choose(BALANCED, "ufw");
    await questions.choose(BALANCED, "Every master node");
    await questions.type(BALANCED, "10.9.0.0/24");
    await page.locator(".tab", { hasText: "balanced-firewall-master.sh" }).waitFor();
    await page.locator(".view-line", { hasText: "Firewall of every master node" }).waitFor();
    await editor.picture("firewall-6-ufw");
    const ufw = await textOf(editor);
    for (const port of [7880, 1945, 5349])
      expect(ufw).toMatch(new RegExp(`10\\.9\\.0\\.0/24.*${String(port)}`));

    // The answer is looked at while it is typed, and mended where it stands.
    await exportOf("balanced");
    await questions.choose(BALANCED, "nftables");
    await questions.choose(BALANCED, "Every master node");
    await questions.message("networks of the load balancer");
    await editor.question.fill("10.9");
    await questions.message("neither an address nor a network");
    await editor.picture("firewall-7-wrong-address");
    await editor.question.fill("10.9.0.4");
    await page.keyboard.press("Enter");
    await page.locator(".tab", { hasText: "balanced-firewall-master.nft" }).waitFor();
    await page.locator(".view-line", { hasText: "Firewall of every master node" }).waitFor();
    const masters = await textOf(editor);
    expect(masters).toContain("openvidu_cluster");
    expect(masters).toContain("ip saddr { 10.9.0.4 } tcp dport 7880 accept");
    expect(masters).toContain("backup-agent (9200/tcp on master-1)");
  });
});
