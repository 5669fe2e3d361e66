import { describe, expect, it } from "vitest";
import { findingsOf, lineOf, manifest, replace, told } from "../../../fixtures/manifest-builder";

describe("the names of nodes", () => {
  it("are marked at every place where they are repeated, with the others beside it", () => {
    const text = manifest(["name: master-3", "name: media-1"], ["name: media-2", "name: media-1"]);
    expect(told(text)).toEqual([
      "error [media-1] 'media-1' is also the name of media node 1. Each node needs a name of its own.",
      "error [media-1] 'media-1' is also the name of master node 3. Each node needs a name of its own.",
      "error [media-1] 'media-1' is also the name of master node 3. Each node needs a name of its own.",
    ]);
    const findings = findingsOf(text);
    const lines = findings.map(({ range }) => lineOf(text, range));
    expect(new Set(lines).size).toBe(3);
    expect(findings.map(({ related }) => related.map(({ range }) => lineOf(text, range)))).toEqual(
      lines.map((line) => lines.filter((other) => other !== line)),
    );
    expect(findings[1]?.related.map(({ message }) => message)).toEqual([
      "Also here, at master node 3",
      "Also here, at media node 2",
    ]);
  });

  it("count capitals", () => {
    expect(told(manifest(["name: master-2", "name: Master-1"]))).toEqual([]);
  });

  it("are told once where an alias repeats the whole node", () => {
    const text = replace(manifest(["  - name: media-1", "  - &m\n    name: media-1"]), [
      "  - name: media-2\n    privateIp: 10.5.0.6\n    publicIp: 203.0.113.16\n",
      "  - *m\n",
    ]);
    expect(told(text, "unique-names")).toHaveLength(1);
    expect(told(text, "unique-addresses")).toHaveLength(2);
  });
});
