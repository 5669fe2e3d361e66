import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { readText } from "../fixtures/manifest-builder";
import type { Editor } from "./harness/editor";
import { startEditor } from "./harness/start-editor";

const SSH_CONFIG = [5, 6]
  .map((n) => `Host media-${String(n)}\n  HostName 203.0.113.1${String(n)}\n  User ubuntu\n`)
  .join("\n");

/** The wizard as a person sees it. */
class Questions {
  constructor(readonly editor: Editor) {}

  async title(text: string): Promise<void> {
    await this.editor.page.locator(".quick-input-title", { hasText: text }).waitFor();
  }

  async message(text: string): Promise<void> {
    await this.editor.page.locator(".quick-input-message", { hasText: text }).waitFor();
  }

  /** Types an answer where nothing is yet, and confirms it. */
  async type(title: string, text: string): Promise<void> {
    await this.title(title);
    await this.editor.question.fill(text);
    await this.editor.page.keyboard.press("Enter");
  }

  /** Confirms what is offered. */
  async accept(title: string): Promise<void> {
    await this.title(title);
    await this.editor.page.locator(".quick-input-widget").getByRole("textbox").first().waitFor();
    await this.editor.page.keyboard.press("Enter");
  }

  async choose(title: string, label: string): Promise<void> {
    await this.title(title);
    await this.editor.page.locator(".quick-input-list .monaco-list-row", { hasText: label }).first().click();
  }

  async back(): Promise<void> {
    await this.editor.page.locator(".quick-input-titlebar").getByRole("button", { name: "Back" }).click();
  }
}

/** Waits until the file is checked, and nothing is wrong with it. */
async function withoutFindings(editor: Editor): Promise<void> {
  await editor.command("View: Focus Problems");
  await editor.settled();
  await editor.page.locator(".markers-panel", { hasText: "No problems have been detected" }).waitFor();
  expect(await editor.page.locator(".squiggly-error, .squiggly-warning, .squiggly-info").count()).toBe(0);
}

test("an empty folder gets a manifest without findings by the wizard", async () => {
  const editor = await startEditor({ files: {}, home: { ".ssh/config": SSH_CONFIG } });
  await editor.run("new-manifest", async () => {
    const wizard = new Questions(editor);
    const { page } = editor;
    await editor.openView("OpenVidu");
    await editor.welcome.getByRole("button", { name: "New Cluster Manifest" }).click();
    await wizard.title("OpenVidu release");
    await editor.picture("wizard-1-release");
    await wizard.choose("OpenVidu release", "3.8.0");

    await wizard.type("Name of the cluster", "Prod!");
    await wizard.message("'name'");
    await editor.picture("wizard-2-wrong-name");
    await wizard.type("Name of the cluster", "production");

    const masters = [1, 2, 3].map((n) => `10.5.0.${String(n)} 203.0.113.1${String(n)}`);
    await wizard.type("Write all 'Master Node' Private IPs", masters.join(", "));
    await wizard.message("exactly 4 master nodes; here are 3");
    await editor.picture("wizard-3-three-masters");
    await wizard.type(
      "Write all 'Master Node' Private IPs",
      [...masters, "10.5.0.4 203.0.113.14"].join(", "),
    );
    await wizard.type("Write your OpenVidu PRO License", "Lic3nse");
    await wizard.choose("Do you want to use an external load balancer?", "No");
    await wizard.choose("Select which certificate type to use", "ZeroSSL");
    await page.locator(".quick-input-list", { hasText: "No public source tells" }).waitFor();
    await editor.notifications.filter({ hasText: "use another type" }).waitFor();
    await editor.picture("wizard-4-zerossl");
    await wizard.choose("Select which certificate type to use", "Let's Encrypt");
    await wizard.type("Domain name", "10.5.0.1");
    await wizard.message("is an address");
    await wizard.back();
    await wizard.title("Select which certificate type to use");
    await wizard.choose("Select which certificate type to use", "Let's Encrypt");
    await wizard.type("Domain name", "openvidu.example.io");
    await wizard.choose("Select which RTC engine to use", "Mediasoup");
    await wizard.title("Modules to enable");
    await editor.picture("wizard-5-modules");
    await wizard.accept("Modules to enable");
    await wizard.accept("Secrets, usernames, and passwords");

    await wizard.title("Write all 'Media Node' Private IPs");
    await page.locator(".quick-input-titlebar").getByRole("button", { name: "Choose Hosts" }).click();
    for (const host of ["media-5", "media-6"])
      await page.locator(".quick-input-list .monaco-list-row", { hasText: host }).click();
    await editor.picture("wizard-6-hosts");
    await page.keyboard.press("Enter");
    await wizard.message("Write the private address beside media-5 and media-6");
    await wizard.type("Write all 'Media Node' Private IPs", "media-5 10.5.0.5; media-6 10.5.0.6");
    await wizard.type("User to log in as with ssh", "ubuntu");
    await wizard.accept("Port of the ssh servers");
    await wizard.accept("Private key to log in with");
    await wizard.accept("Jump host to go through");
    await wizard.accept("Password for sudo");

    await page.locator(".tab", { hasText: "production.openvidu.yaml" }).waitFor();
    await editor.row("Cluster production").waitFor();
    await withoutFindings(editor);
    await editor.picture("wizard-7-manifest");
    const text = await readFile(path.join(editor.workspace, "production.openvidu.yaml"), "utf8");
    for (const part of [
      "release: 3.8.0",
      "rtcEngine: mediasoup",
      "host: media-6",
      "license: ${secret:license}",
    ])
      expect(text).toContain(part);
    expect(text).not.toContain("Lic3nse");
  });
});

test("the wizard tells what is known to go wrong at a release, and writes nothing when it is left", async () => {
  const editor = await startEditor({ files: {} });
  await editor.run("wizard-left", async () => {
    const wizard = new Questions(editor);
    await editor.openView("OpenVidu");
    await editor.welcome.getByText("no cluster manifest").waitFor();
    await editor.command("OpenVidu: New Cluster Manifest");
    await wizard.title("OpenVidu release");
    await editor.question.fill("3.2.0");
    await wizard.choose("OpenVidu release", "known problems: bitnami images, hairpin, docker restart");
    await wizard.title("Name of the cluster");
    await editor.notifications.filter({ hasText: "Known problems of 3.2.0" }).waitFor();
    await editor.picture("wizard-known-problems");
    await editor.page.keyboard.press("Escape");
    await editor.settled();
    expect(await readdir(editor.workspace)).toEqual([]);
  });
});

test("a pasted command becomes a manifest that says what is missing", async () => {
  const editor = await startEditor({ files: {} });
  await editor.run("import-command", async () => {
    const { page } = editor;
    const wizard = new Questions(editor);
    const command = readText("test", "fixtures", "document", "3.8.0-master-letsencrypt.txt").replaceAll(
      "xxxxx",
      "S3cret",
    );
    await editor.openView("OpenVidu");
    await editor.welcome.getByRole("button", { name: "Import Cluster" }).click();
    await wizard.choose("Import Cluster", "Read a Running Cluster");
    await wizard.type("Import Cluster: Master Node", "ubuntu@127.0.0.1:1");
    await editor.notifications.filter({ hasText: "no key to log in with" }).waitFor();
    await editor.picture("import-0-unreachable");
    await editor.command("Notifications: Clear All Notifications");
    await editor.command("OpenVidu: Import Cluster");
    await wizard.choose("Import Cluster", "Paste an Installation Command");
    await wizard.type(
      "Installation Command",
      command.replace("--domain-name", "--domain-nam").replaceAll("\n", " "),
    );
    await wizard.message("Did you mean '--domain-name'?");
    await editor.picture("import-1-unknown-argument");
    await editor.question.fill(command.replaceAll("\n", " "));
    await page.keyboard.press("Enter");
    await wizard.title("Import Cluster: Name");
    await page.keyboard.press("Enter");
    await page.locator(".tab", { hasText: "openvidu.openvidu.yaml" }).waitFor();
    await editor.command("View: Focus Problems");
    await editor.problems.filter({ hasText: "needs 'publicIp'" }).first().waitFor();
    await editor.settled();
    await editor.picture("import-2-manifest");
    const text = await readFile(path.join(editor.workspace, "openvidu.openvidu.yaml"), "utf8");
    expect(text).toContain("FILL IN");
    expect(text.match(/: S3cret/g)).toHaveLength(3);
  });
});
