import { CompletionItemKind, InsertTextFormat } from "vscode-languageserver";
import { describe, expect, it } from "vitest";
import { NO_ABILITIES } from "../../../server/client-abilities";
import { findingsOf, manifest } from "../../fixtures/manifest-builder";
import { atCursor, brokenItems, complete } from "./completing";

const NODES = "mediaNodes:\n  - name: media-1\n    privateIp: 10.5.0.5\n    publicIp: 203.0.113.15\n";

describe("completion of a further node", () => {
  it.each<[name: string, marked: string, label: string, after: string]>([
    [
      "below the others",
      `${NODES}  |\n`,
      "- media-2",
      `${NODES}  - name: media-2\n    privateIp: 10.5.0.6\n    publicIp: 203.0.113.16\n`,
    ],
    [
      "after its dash",
      `${NODES}  - |\n`,
      "media-2",
      `${NODES}  - name: media-2\n    privateIp: 10.5.0.6\n    publicIp: 203.0.113.16\n`,
    ],
    [
      "in the first column",
      "mediaNodes:\n- name: a-09\n  privateIp: 10.0.0.254\n- |\n",
      "a-10",
      "mediaNodes:\n- name: a-09\n  privateIp: 10.0.0.254\n- name: a-10\n  privateIp: 10.0.0.1\n  publicIp: 203.0.113.15\n",
    ],
    [
      "four columns deep",
      "mediaNodes:\n    - name: m1\n    - |\n",
      "m2",
      "mediaNodes:\n    - name: m1\n    - name: m2\n      privateIp: 10.5.0.5\n      publicIp: 203.0.113.15\n",
    ],
    [
      "in flow style",
      "mediaNodes: [{ name: m1 }, |]\n",
      "m2",
      "mediaNodes: [{ name: m1 }, { name: m2, privateIp: 10.5.0.5, publicIp: 203.0.113.15 }]\n",
    ],
    [
      "as the first one",
      "masterNodes:\n  |\n",
      "- master-1",
      "masterNodes:\n  - name: master-1\n    privateIp: 10.5.0.1\n    publicIp: 203.0.113.11\n",
    ],
    [
      "between two others",
      "mediaNodes:\n  - name: m1\n  - |\n  - name: m2\n",
      "m3",
      "mediaNodes:\n  - name: m1\n  - name: m3\n    privateIp: 10.5.0.5\n    publicIp: 203.0.113.15\n  - name: m2\n",
    ],
  ])("%s", (_, marked, label, after) => {
    expect(complete(marked).choose(label)).toBe(after);
    const { text, offset } = atCursor(marked);
    expect(brokenItems(text, offset)).toEqual([]);
  });

  it("takes no address and no name that another node has", () => {
    const marked = manifest(["    publicIp: 203.0.113.16\n", "    publicIp: 203.0.113.16\n  - |\n"]);
    const added = complete(marked).choose("media-3");
    expect(added).toContain("  - name: media-3\n    privateIp: 10.5.0.7\n    publicIp: 203.0.113.17\n");
    expect(findingsOf(added)).toEqual([]);
  });

  it("is not offered where four master nodes are, nor in the middle of a node", () => {
    const marked = manifest(["    publicIp: 203.0.113.14\n", "    publicIp: 203.0.113.14\n  - |\n"]);
    expect(complete(marked).items.filter(({ kind }) => kind === CompletionItemKind.Snippet)).toEqual([]);
    expect(
      complete(`${NODES}    |\n`).items.filter(({ kind }) => kind === CompletionItemKind.Snippet),
    ).toEqual([]);
  });

  it.each<[key: string, value: string]>([
    ["name", "media-2"],
    ["privateIp", "10.5.0.6"],
    ["publicIp", "203.0.113.16"],
  ])("offers the next %s by itself", (key, value) => {
    expect(complete(`${NODES}  - ${key}: |\n`).labels).toEqual([value]);
    expect(complete(`${NODES}  - { ${key}: | }\n`).labels).toEqual([value]);
  });

  it("names the addresses of the other nodes for a jump host", () => {
    expect(
      complete(`${NODES}  - name: b\n    publicIp: 203.0.113.16\n    ssh:\n      jumpHost: |\n`).labels,
    ).toEqual(["203.0.113.15", "- 203.0.113.15"]);
    expect(complete(`ssh: { jumpHost: | }\n${NODES}`).labels).toEqual(["203.0.113.15"]);
  });

  it.each([
    ["ssh:\n  jumpHost: ubuntu@|\n", "ubuntu@203.0.113.15", "ssh:\n  jumpHost: ubuntu@203.0.113.15\n"],
    [
      "ssh: { jumpHost: 'u@20|:2222' }\n",
      "u@203.0.113.15:2222",
      "ssh: { jumpHost: 'u@203.0.113.15:2222' }\n",
    ],
  ])("keeps a jump host's user and port, at %j", (marked, label, after) => {
    expect(complete(`${marked}${NODES}`).choose(label)).toBe(`${after}${NODES}`);
  });

  it("finds a jump host by its node's name", () => {
    const [item] = complete(`ssh: { jumpHost: | }\n${NODES}`).items;
    expect(item).toMatchObject({
      label: "203.0.113.15",
      labelDetails: { description: "media-1" },
      filterText: "203.0.113.15 media-1",
    });
  });
});

describe("completion of a certificate", () => {
  it.each<[name: string, marked: string, label: string, after: string]>([
    [
      "as a block",
      "release: 3.8.0\n|\n",
      "certificate: owncert",
      "release: 3.8.0\ncertificate:\n  type: owncert\n  privateKey: certs/privkey.pem\n  publicKey: certs/fullchain.pem\n",
    ],
    [
      "with what the release takes",
      "release: 3.0.0-beta1\n|\n",
      "certificate: letsencrypt",
      "release: 3.0.0-beta1\ncertificate:\n  type: letsencrypt\n  email: ops@example.io\n",
    ],
    [
      "without what it does not take",
      "release: 3.8.0\n|\n",
      "certificate: letsencrypt",
      "release: 3.8.0\ncertificate:\n  type: letsencrypt\n",
    ],
    [
      "inside of its key",
      "certificate:\n    |\n",
      "type: zerossl",
      "certificate:\n    type: zerossl\n    apiKey: ${secret:certificate.apiKey}\n",
    ],
    ["after its key", "certificate: |\n", "type: selfsigned", "certificate:\n  type: selfsigned\n"],
    [
      "in flow style",
      "certificate: { | }\n",
      "type: zerossl",
      'certificate: { type: zerossl, apiKey: "${secret:certificate.apiKey}" }\n',
    ],
    [
      "in a manifest in flow style",
      "{ name: a, |}\n",
      "certificate: selfsigned",
      "{ name: a, certificate: { type: selfsigned }}\n",
    ],
  ])("%s", (_, marked, label, after) => {
    expect(complete(marked).choose(label)).toBe(after);
    const { text, offset } = atCursor(marked);
    expect(brokenItems(text, offset)).toEqual([]);
  });

  it("is offered once", () => {
    expect(
      complete("certificate: { type: owncert }\n|\n").labels.filter((label) =>
        label.startsWith("certificate"),
      ),
    ).toEqual([]);
    expect(complete("certificate:\n  type: owncert\n  |\n").labels).not.toContain("type: owncert");
  });
});

describe("completion of a whole manifest", () => {
  it.each(["|", "# a comment\n|", "\n|\n"])("makes one without a finding, in %j", (marked) => {
    const after = complete(marked).choose("a whole manifest");
    expect(findingsOf(after)).toEqual([]);
    expect(complete(marked).items[0]?.label).toBe("a whole manifest");
  });

  it("is for an empty file only", () => {
    expect(complete("name: a\n|\n").labels).not.toContain("a whole manifest");
    expect(complete("ssh:\n  |\n").labels).not.toContain("a whole manifest");
  });
});

describe("a block for an editor that fills in snippets", () => {
  it("has places to go through, and keeps what looks like one", () => {
    const { items } = complete("certificate:\n  |\n", { ...NO_ABILITIES, snippets: true });
    const item = items.find(({ label }) => label === "type: zerossl");
    expect(item?.insertTextFormat).toBe(InsertTextFormat.Snippet);
    expect(item?.textEdit?.newText).toBe("type: zerossl\n  apiKey: ${1:\\${secret:certificate.apiKey\\}}");
  });
});
