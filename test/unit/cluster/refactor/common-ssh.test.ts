import fc from "fast-check";
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

  it("take the place of defaults that no node has any more", () => {
    const text = withSsh(() => "    ssh: { port: 2222 }\n", "ssh: { port: 2223, user: ubuntu } # ours\n");
    const after = extracted(text) ?? "";
    expect(after).toContain("ssh: { port: 2222, user: ubuntu } # ours\nmasterNodes:");
    expect(clusterOf(after).nodes).toEqual(clusterOf(text).nodes);
  });

  it("mean the same for every node in any manifest that has some, and leave comments and the rest alone", () => {
    const keys = ["user", "port", "identityFile", "hostKey", "jumpHost"] as const;
    const values: Record<(typeof keys)[number], readonly string[]> = {
      user: ["ubuntu", "'root'"],
      port: ["22", "2222"],
      identityFile: ["~/.ssh/id", '"a b.pem"'],
      hostKey: [`SHA256:${"a".repeat(43)}`],
      jumpHost: ["bastion", "[a, 'b']"],
    };
    // Half of all settings are the first of their values: else hardly any would be common.
    const setting = fc
      .tuple(fc.constantFrom(...keys), fc.constantFrom(0, 0, 0, 1))
      .map(([key, index]) => `${key}: ${values[key][index] ?? values[key][0] ?? ""}`);
    const block = fc.uniqueArray(setting, { selector: (entry) => entry.split(":")[0], maxLength: 4 });
    let found = 0;
    fc.assert(
      fc.property(
        block,
        fc.array(block, { minLength: 6, maxLength: 6 }),
        block,
        fc.array(fc.constantFrom("flow", "block", "comments"), { minLength: 6, maxLength: 6 }),
        fc.boolean(),
        (common, own, defaults, styles, crlf) => {
          const of = (n: number): string[] => {
            const shared = common.map((entry) => entry.split(":")[0]);
            return [
              ...common,
              ...(own[n - 1] ?? []).filter((entry) => !shared.includes(entry.split(":")[0])),
            ];
          };
          const written = withSsh(
            (n) => {
              const entries = of(n);
              if (entries.length === 0) return "";
              if (styles[n - 1] === "flow") return `    ssh: { ${entries.join(", ")} }\n`;
              const comment = styles[n - 1] === "comments" ? "      # why\n" : "";
              return `    ssh:\n${entries.map((entry) => `${comment}      ${entry}\n`).join("")}`;
            },
            defaults.length === 0 ? "" : `ssh:\n${defaults.map((entry) => `  ${entry}\n`).join("")}`,
          );
          const text = crlf ? written.replaceAll("\n", "\r\n") : written;
          const after = extracted(text);
          if (after === undefined) return;
          found += 1;
          expect(findingsOf(after).map(({ code }) => code)).toEqual(findingsOf(text).map(({ code }) => code));
          expect(clusterOf(after).nodes).toEqual(clusterOf(text).nodes);
          expect(after.match(/# why/g)).toEqual(text.match(/# why/g));
          expect(extracted(after)).toBeUndefined();
          if (crlf) expect(after.replaceAll("\r\n", "")).not.toContain("\n");
        },
      ),
      { numRuns: 300 },
    );
    expect(found).toBeGreaterThan(50);
  }, 60_000);

  it.each([
    ["one node lacks it", (n: number) => (n === 3 ? "" : "    ssh: { port: 2222 }\n"), ""],
    ["one node has another", (n: number) => `    ssh: { port: ${n === 3 ? 2223 : 2222} }\n`, ""],
    ["the default is another node's", () => "    ssh: { port: 2222 }\n", "ssh: { port: &p 2223 }\n"],
    [
      "it is brought in by an alias",
      (n: number) => (n === 1 ? "    ssh: &s { port: 2222 }\n" : "    ssh: *s\n"),
      "",
    ],
  ])("are none where %s", (_, block, defaults) => {
    expect(commonSsh(new ManifestDocument(withSsh(block, defaults)))).toBeUndefined();
  });
});
