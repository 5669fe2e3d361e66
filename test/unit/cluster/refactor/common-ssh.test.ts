import { describe, expect, it } from "vitest";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { commonSsh } from "../../../../cluster/refactor/common-ssh";
import { applyFix, clusterOf, findingsOf, production } from "../../../fixtures/manifest-builder";

/** The production manifest, each node with an ssh block of its own. */
function withSsh(block: (index: number) => string, defaults = ""): string {
  let index = 0;
  return production
    .replace(/ssh:\n.*\n.*\n/, defaults)
    .replaceAll(/( {4}publicIp: .*\n)/g, (line: string) => `${line}${block((index += 1))}`);
}

function extracted(text: string): string | undefined {
  const common = commonSsh(new ManifestDocument(text));
  return common && applyFix(text, { title: "", changes: common.changes });
}

describe("common ssh settings", () => {
  it("are written once, and nothing is left of blocks that had nothing else", () => {
    const text = withSsh(() => "    ssh:\n      user: ubuntu\n      identityFile: ~/.ssh/id_ed25519\n");
    const after = extracted(text);
    expect(after).toBe(production);
  });

  it("leave what differs, and what belongs to one machine", () => {
    const text = withSsh((n) => `    ssh: { user: ubuntu, port: ${2200 + n}, host: 203.0.113.${10 + n} }\n`);
    const after = extracted(text) ?? "";
    expect(after).toContain("ssh:\n  user: ubuntu\nmasterNodes:");
    expect(after).toContain("    ssh: { port: 2201, host: 203.0.113.11 }\n");
    expect(findingsOf(after)).toEqual([]);
  });

  it("go to the defaults that there are, and mean the same", () => {
    const text = withSsh(() => "    ssh:\n      port: 2222 # ours\n", "ssh:\n  user: ubuntu\n");
    const after = extracted(text) ?? "";
    expect(after).toContain("ssh:\n  user: ubuntu\n  port: 2222\nmasterNodes:");
    expect(clusterOf(after).nodes.map(({ ssh }) => ssh)).toEqual(clusterOf(text).nodes.map(({ ssh }) => ssh));
  });

  it.each([
    ["one node lacks it", (n: number) => (n === 3 ? "" : "    ssh: { port: 2222 }\n"), ""],
    ["one node has another", (n: number) => `    ssh: { port: ${n === 3 ? 2223 : 2222} }\n`, ""],
    ["the default is another", () => "    ssh: { port: 2222 }\n", "ssh: { port: 2223 }\n"],
    [
      "it is brought in by an alias",
      (n: number) => (n === 1 ? "    ssh: &s { port: 2222 }\n" : "    ssh: *s\n"),
      "",
    ],
  ])("are none where %s", (_, block, defaults) => {
    expect(commonSsh(new ManifestDocument(withSsh(block, defaults)))).toBeUndefined();
  });
});
