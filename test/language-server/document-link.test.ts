import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { DocumentLinkRequest } from "vscode-languageserver-protocol/node";
import { Editor, HOME, MANIFEST_URI, textAt } from "./editor";

const TEXT = [
  "release: 3.8.0",
  "domain: openvidu.example.io",
  "certificate: { type: owncert, privateKey: certs/key.pem, publicKey: /etc/ssl/chain.pem }",
  "ssh: { identityFile: ~/.ssh/id }",
  "",
].join("\n");

async function linksIn(uri: string): Promise<Record<string, string | undefined>> {
  const editor = await Editor.ready();
  await editor.open(TEXT, uri);
  const answer = await editor.connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } });
  return Object.fromEntries((answer ?? []).map(({ range, target }) => [textAt(TEXT, range), target]));
}

const PAGES = {
  "3.8.0": "https://openvidu.io/3.8/docs/self-hosting/ha/on-premises/install-dlb/",
  "openvidu.example.io": "https://openvidu.example.io/",
};

describe("links", () => {
  it("lead to files beside the manifest, in the home folder and elsewhere, and to pages", async () => {
    expect(await linksIn(MANIFEST_URI)).toEqual({
      ...PAGES,
      "certs/key.pem": "file:///work/certs/key.pem",
      "/etc/ssl/chain.pem": "file:///etc/ssl/chain.pem",
      "~/.ssh/id": pathToFileURL(path.join(HOME, ".ssh", "id")).href,
    });
  });

  it("lead to no files from a manifest that is not on the disk", async () => {
    expect(await linksIn("untitled:Untitled-1")).toEqual(PAGES);
  });
});
