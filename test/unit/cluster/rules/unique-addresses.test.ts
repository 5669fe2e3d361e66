import { describe, expect, it } from "vitest";
import { applyFix, findingsOf, lineOf, manifest, textAt, told } from "../../../fixtures/manifest-builder";

describe("the addresses of nodes", () => {
  it("are marked at both places where a typing error repeats one", () => {
    const text = manifest(["privateIp: 10.5.0.3", "privateIp: 10.5.0.2"]);
    expect(told(text)).toEqual([
      "error [10.5.0.2] 10.5.0.2 is also the address of master-3. Each node is a machine of its own.",
      "error [10.5.0.2] 10.5.0.2 is also the address of master-2. Each node is a machine of its own.",
    ]);
    const [one, other] = findingsOf(text);
    expect(one?.related.map(({ range }) => range)).toEqual([other?.range]);
    expect(other?.related.map(({ range, message }) => [textAt(text, range), message])).toEqual([
      ["10.5.0.2", "Also here, at master-2"],
    ]);
  });

  it("are marked at both places where one machine has two roles", () => {
    const text = manifest([
      "privateIp: 10.5.0.5\n    publicIp: 203.0.113.15",
      "privateIp: 10.5.0.4\n    publicIp: 203.0.113.14",
    ]);
    const both = (address: string, other: string): string =>
      `error [${address}] ${address} is also the address of ${other}: one machine cannot be master and media node, both bind the same ports.`;
    expect(told(text)).toEqual([
      both("10.5.0.4", "media-1"),
      both("203.0.113.14", "media-1"),
      both("10.5.0.4", "master-4"),
      both("203.0.113.14", "master-4"),
    ]);
    expect(findingsOf(text).map(({ range }) => lineOf(text, range))).toEqual([32, 33, 36, 37]);
  });

  it("may not be the private one of one node and the public one of another", () => {
    const text = manifest(["privateIp: 10.5.0.3", "privateIp: 203.0.113.12"]);
    expect(told(text, "unique-addresses")).toHaveLength(2);
  });

  it("have the next free one as a fix", () => {
    const text = manifest(["privateIp: 10.5.0.3", "privateIp: 10.5.0.2"]);
    const [, fix] = findingsOf(text).map(({ fixes }) => fixes[0]);
    expect(fix && applyFix(text, fix)).toBe(manifest(["privateIp: 10.5.0.3", "privateIp: 10.5.0.7"]));
  });

  it("are told once where a node has one for both uses", () => {
    expect(told(manifest(["publicIp: 203.0.113.11", "publicIp: 10.5.0.1"]))).toEqual([
      "error [10.5.0.1] 10.5.0.1 is a private address. Clients reach nodes at their public addresses.",
    ]);
  });

  it("are told where ssh goes to another node's", () => {
    const host = "publicIp: 203.0.113.12\n    ssh: { host: 203.0.113.11 }";
    const text = manifest(["publicIp: 203.0.113.12", host]);
    expect(told(text)).toEqual([
      "error [203.0.113.11] ssh goes to 203.0.113.11:22 for master-1 too. Each node is a machine of its own.",
    ]);
    const [finding] = findingsOf(text);
    expect(finding?.related.map(({ range }) => lineOf(text, range))).toEqual([22]);
    expect(told(manifest(["publicIp: 203.0.113.12", host.replace(" }", ", port: 2022 }")]))).toEqual([]);
  });

  it("are no other place where an alias brings the same text", () => {
    const text = manifest(
      ["- name: master-1", "- &first\n    name: master-1"],
      ["  - name: master-2\n    privateIp: 10.5.0.2\n    publicIp: 203.0.113.12", "  - *first"],
    );
    expect(findingsOf(text).map(({ related }) => related)).toEqual([[], [], []]);
  });
});
