import { expect, test } from "vitest";
import { manifest } from "../fixtures/manifest-builder";
import { startEditor } from "./harness/start-editor";

const EXTERNAL = manifest(["rtcEngine: pion", "loadBalancing: external"]);
const FILE = "production.openvidu.yaml";

test("firewall rules are exported for the machines that are chosen, with the load balancer's addresses", async () => {
  const editor = await startEditor({ files: { [FILE]: EXTERNAL }, open: FILE });
  await editor.run("export-firewall", async () => {
    const { page } = editor;
    const choose = async (label: string): Promise<void> => {
      await page.locator(".quick-input-list .monaco-list-row", { hasText: label }).first().click();
    };
    await page.locator(".view-lines", { hasText: "loadBalancing" }).waitFor();
    await editor.command("Export Firewall Rules");
    await choose("nftables");
    await choose("Every master node");
    await page.locator(".quick-input-message", { hasText: "networks of the load balancer" }).waitFor();
    await editor.question.fill("10.9");
    await page.locator(".quick-input-message", { hasText: "neither an address nor a network" }).waitFor();
    await editor.picture("export-firewall-1-wrong-address");
    await editor.question.fill("10.9.0.4");
    await page.keyboard.press("Enter");
    const text = page.locator(".editor-instance .view-lines", { hasText: "openvidu_cluster" });
    await text.waitFor();
    await editor.picture("export-firewall-2-nftables");
    // What is to be seen; an editor draws blanks as other characters.
    const seen = (await text.innerText()).replace(/\u00a0/g, " ");
    expect(seen).toContain("ip saddr { 10.9.0.4 } tcp dport 7880 accept");
    expect(seen).toContain("backup-agent (9200/tcp on master-1)");
  });
});
