import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { readText } from "../fixtures/manifest-builder";
import type { Editor } from "./harness/editor";
import { Questions } from "./harness/questions";
import { startEditor } from "./harness/start-editor";

const SSH_CONFIG = [5, 6]
  .map((n) => `Host media-${String(n)}\n  HostName 203.0.113.1${String(n)}\n  User ubuntu\n`)
  .join("\n");

/** Waits until the file is checked, and nothing is wrong with it. */
async function withoutFindings(editor: Editor): Promise<void> {
  await editor.command("View: Focus Problems");
  await editor.settled();
  await editor.page.locator(".markers-panel", { hasText: "No problems have been detected" }).waitFor();
  expect(await editor.page.locator(".squiggly-error, .squiggly-warning, .squiggly-info").count()).toBe(0);
}

test("the wizard makes nothing where it is left, and a manifest without findings where it is not", async () => {
  const editor = await startEditor({ files: {}, home: { ".ssh/config": SSH_CONFIG } });
  await editor.run("new-manifest", async () => {
    const wizard = new Questions(editor);
    const { page } = editor;
    await editor.openView("OpenVidu");
    await editor.welcome.getByRole("button", { name: "New Cluster Manifest" }).click();
    await wizard.title("OpenVidu release");
    await editor.picture("wizard-1-release");
    await wizard.choose("OpenVidu release", "3.8.0");
    await wizard.title("Name of the cluster");
    await page.keyboard.press("Escape");
    await editor.settled();
    expect(await readdir(editor.workspace)).toEqual([]);

    await editor.command("OpenVidu: New Cluster Manifest");
    await wizard.choose("OpenVidu release", "3.8.0");
    await wizard.type("Name of the cluster", "Prod!");
    await wizard.message("'name'");
    await editor.picture("wizard-2-wrong-name");
    await wizard.type("Name of the cluster", "production");

    const masters = [1, 2, 3].map((n) => `10.5.0.${String(n)} 203.0.113.1${String(n)}`);
    await wizard.type("Write all 'Master Node' Private IPs", masters.join(", "));
    await wizard.message("exactly 4 master nodes; here are 3");
    await editor.picture("wizard-3-three-masters");
    // A table out of a spreadsheet; the box makes one line of it.
    const table = [1, 2, 3, 4].map((n) => `m${String(n)}\t10.5.0.${String(n)}\t203.0.113.1${String(n)}`);
    await wizard.paste(
      "Write all 'Master Node' Private IPs",
      ["name\tprivate ip\tpublic ip", ...table, ""].join("\n"),
    );
    await wizard.type("Write your OpenVidu PRO License", "Lic3nse");
    await wizard.choose("Do you want to use an external load balancer?", "No");
    await wizard.title("Select which certificate type to use");
    await page.locator(".quick-input-list", { hasText: "No source tells its arguments" }).waitFor();
    await editor.picture("wizard-4-zerossl");
    await wizard.choose("Select which certificate type to use", "ZeroSSL");
    await wizard.title("Domain name");
    await wizard.back();
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
      "modules: [observability, v2compatibility, openviduMeet]",
      "host: media-6",
      "- name: m4\n    privateIp: 10.5.0.4\n    publicIp: 203.0.113.14",
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
    await wizard.paste("Installation Command", command);
    await wizard.accept("Import Cluster: Name");
    await page.locator(".tab", { hasText: "openvidu.openvidu.yaml" }).waitFor();
    await editor.command("View: Focus Problems");
    await editor.problems.filter({ hasText: "needs 'publicIp'" }).first().waitFor();
    await editor.settled();
    await editor.picture("import-2-manifest");
    const text = await readFile(path.join(editor.workspace, "openvidu.openvidu.yaml"), "utf8");
    expect(text).toContain("FILL IN");
    expect(text.match(/: S3cret/g)).toHaveLength(3);

    const importAgain = async (other: string): Promise<void> => {
      await editor.command("Notifications: Clear All Notifications");
      await editor.command("OpenVidu: Import Cluster");
      await wizard.choose("Import Cluster", "Paste an Installation Command");
      await wizard.paste("Installation Command", other);
      await wizard.accept("Import Cluster: Name");
    };
    const others = command.replaceAll("S3cret", "An0ther");
    const question = editor.dialog.filter({ hasText: "Replace the secrets of cluster openvidu?" });
    await importAgain(others);
    await question.waitFor();
    await editor.picture("import-3-other-secrets");
    await question.getByRole("button", { name: "Cancel" }).click();
    // Nothing was replaced: the former command's secrets are still the ones that are kept.
    await importAgain(command);
    await page.locator(".tab", { hasText: "openvidu-2.openvidu.yaml" }).waitFor();
    await importAgain(others);
    await question.getByRole("button", { name: "Replace" }).click();
    await page.locator(".tab", { hasText: "openvidu-3.openvidu.yaml" }).waitFor();
    expect((await readdir(editor.workspace)).sort()).toEqual(
      ["openvidu-2.openvidu.yaml", "openvidu-3.openvidu.yaml", "openvidu.openvidu.yaml"].sort(),
    );
  });
});
