import { describe, expect, test } from "vitest";
import { ManifestDocument } from "../../../cluster/manifest/manifest-document";
import { pinHostKey } from "../../../client/manifests/pin-host-key";

const KEY = "SHA256:abc";

function pinned(text: string, node = "a"): string | undefined {
  const document = new ManifestDocument(text);
  const change = pinHostKey(document, node, KEY);
  if (change === undefined) return undefined;
  document.edit([change]);
  return document.text;
}

describe("pinning a host key", () => {
  test("makes the node's ssh block, and every comment stays where it is", () => {
    const text = "masterNodes:\n  - name: a # the first\n    privateIp: 10.5.0.1\n  - name: b\n";
    expect(pinned(text)).toBe(
      "masterNodes:\n  - name: a # the first\n    privateIp: 10.5.0.1\n    ssh:\n      hostKey: SHA256:abc\n  - name: b\n",
    );
  });

  test("adds to an ssh block that is there", () => {
    const text = "mediaNodes:\n  - name: a\n    ssh:\n      port: 2222 # odd\n      user: root\n";
    expect(pinned(text)).toBe(
      "mediaNodes:\n  - name: a\n    ssh:\n      port: 2222 # odd\n      user: root\n      hostKey: SHA256:abc\n",
    );
  });

  test("stands before what is longer than a line", () => {
    expect(pinned("masterNodes:\n  - name: a\n    otherServices:\n      - name: x\n        port: 1\n")).toBe(
      "masterNodes:\n  - name: a\n    ssh:\n      hostKey: SHA256:abc\n    otherServices:\n      - name: x\n        port: 1\n",
    );
  });

  test("works in flow style", () => {
    expect(pinned("masterNodes:\n  - { name: a, privateIp: 10.5.0.1 }\n")).toBe(
      "masterNodes:\n  - { name: a, privateIp: 10.5.0.1, ssh: { hostKey: SHA256:abc } }\n",
    );
    expect(pinned("masterNodes:\n  - name: a\n    ssh: { port: 22 }\n")).toBe(
      "masterNodes:\n  - name: a\n    ssh: { port: 22, hostKey: SHA256:abc }\n",
    );
  });

  test("replaces an old pin", () => {
    expect(pinned("masterNodes:\n  - name: a\n    ssh:\n      hostKey: SHA256:old\n")).toBe(
      "masterNodes:\n  - name: a\n    ssh:\n      hostKey: SHA256:abc\n",
    );
  });

  test("keeps CR LF line ends and a missing last line end", () => {
    expect(pinned("masterNodes:\r\n  - name: a\r\n    privateIp: 10.5.0.1")).toBe(
      "masterNodes:\r\n  - name: a\r\n    privateIp: 10.5.0.1\r\n    ssh:\r\n      hostKey: SHA256:abc",
    );
    expect(pinned("masterNodes:\n  - name: a")).toBe(
      "masterNodes:\n  - name: a\n    ssh:\n      hostKey: SHA256:abc",
    );
  });

  test("has nothing to do for a node that is not there", () => {
    expect(pinned("masterNodes:\n  - name: b\n")).toBeUndefined();
  });

  test("what it writes reads back as the pin", () => {
    for (const text of ["masterNodes:\n- name: a\n", "masterNodes:\n  -   name: a\n      privateIp: x\n"]) {
      const document = new ManifestDocument(pinned(text) ?? "");
      const pin = document.nodeAtPath(["masterNodes", 0, "ssh", "hostKey"]);
      expect(pin?.kind === "scalar" && pin.value).toBe(KEY);
    }
  });
});
