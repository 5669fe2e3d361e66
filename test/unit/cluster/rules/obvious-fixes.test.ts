import { describe, expect, it } from "vitest";
import { applyFix, findingsOf, manifest, onlyFinding, told } from "../../../fixtures/manifest-builder";

type Change = readonly [from: string, to: string];

const MODULES = "[observability, openviduMeet, v2compatibility]";
const ADDRESSES = "privateIp: 10.5.0.1\n    publicIp: 203.0.113.11";

describe("what was obviously meant", () => {
  it.each<[string, Change, Change]>([
    [
      "a reference of another tool's kind",
      ["${secret:license}", "${vault:license}"],
      ["${secret:license}", '"${secret:license}"'],
    ],
    [
      "a misspelt kind",
      ["${secret:license}", "${File:license.txt}"],
      ["${secret:license}", '"${file:license.txt}"'],
    ],
    ["an open brace", ["${secret:license}", "${env:LICENSE"], ["${secret:license}", '"${env:LICENSE}"']],
    ["a domain's last dot", ["domain: openvidu.example.io", "domain: openvidu.example.io."], ["", ""]],
    ["typographic quotes", ["domain: openvidu.example.io", "domain: “openvidu.example.io”"], ["", ""]],
    ["a ',' between modules", [MODULES, "[observability openviduMeet, v2compatibility]"], ["", ""]],
    [
      "items on lines of their own",
      [MODULES, "\n  - observability openviduMeet\n  - v2compatibility"],
      [MODULES, "\n  - observability\n  - openviduMeet\n  - v2compatibility"],
    ],
    ["swapped addresses", [ADDRESSES, "privateIp: 203.0.113.11\n    publicIp: 10.5.0.1"], ["", ""]],
    [
      "a public address that is missing",
      ["    publicIp: 203.0.113.11\n", ""],
      ["publicIp: 203.0.113.11", "publicIp: 203.0.113.17"],
    ],
    [
      "a name that is taken",
      ["- name: master-2", "- name: master-1"],
      ["- name: master-1", "- name: master-5"],
    ],
  ])("is the fix: %s", (_what, change, mended) => {
    const text = manifest(change);
    const [finding] = findingsOf(text);
    const [fix] = finding?.fixes ?? [];
    expect(fix && applyFix(text, fix)).toBe(
      mended[0] === "- name: master-1"
        ? manifest(["- name: master-2", "- name: master-1"], mended)
        : manifest(mended),
    );
  });

  it("is not guessed where the text may be the secret itself", () => {
    expect(onlyFinding(manifest(["${secret:license}", "${abc123}"])).fixes).toEqual([]);
  });
});

describe("one cause", () => {
  it("is told once where a domain is none that anybody could certify", () => {
    expect(told(manifest(["domain: openvidu.example.io", "domain: localhost"]))).toEqual([
      "error [localhost] 'localhost' has no dot; write the full name, such as openvidu.example.io.",
    ]);
  });

  it("is told once where private and public address have changed places", () => {
    expect(told(manifest([ADDRESSES, "privateIp: 203.0.113.11\n    publicIp: 10.5.0.1"]))).toEqual([
      "error [203.0.113.11] 203.0.113.11 is a public address and 10.5.0.1 a private one: privateIp and publicIp have changed places.",
    ]);
  });
});
