import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { literalSecretAt } from "../../../../cluster/refactor/move-secret";
import type { Path } from "../../../../cluster/source-range";
import { applyFix } from "../../../fixtures/manifest-builder";

function moved(text: string, path: Path, name?: string): string | undefined {
  const literal = literalSecretAt(new ManifestDocument(text), path);
  return literal && applyFix(text, { title: "", changes: [literal.replaceBy(name ?? literal.name)] });
}

/** Ways to write a secret; the value that each has. */
const written: readonly (readonly [string, string])[] = [
  ["hunter2", "hunter2"],
  ["'it''s # mine'", "it's # mine"],
  [String.raw`"a\"b\\c"`, String.raw`a"b\c`],
  ["'é ü'", "é ü"],
  ["!!str 1234", "1234"],
  ["&s hunter2", "hunter2"],
  ["$x{y}", "$x{y}"],
];

describe("a secret that stands in the manifest", () => {
  it.each<[name: string, text: string, path: Path, after: string]>([
    ["in block style", "license: hunter2 # mine\n", ["license"], 'license: "${secret:license}" # mine\n'],
    [
      "in flow style",
      "credentials: { redisPassword: a, minioSecretKey: 'b' }\n",
      ["credentials", "minioSecretKey"],
      'credentials: { redisPassword: a, minioSecretKey: "${secret:credentials.minioSecretKey}" }\n',
    ],
    [
      "with CR LF",
      "ssh:\r\n  sudoPassword: a b\r\n  user: u\r\n",
      ["ssh", "sudoPassword"],
      'ssh:\r\n  sudoPassword: "${secret:sudoPassword}"\r\n  user: u\r\n',
    ],
    [
      "in a node",
      "mediaNodes:\n- ssh: {sudoPassword: x}\n",
      ["mediaNodes", 0, "ssh", "sudoPassword"],
      'mediaNodes:\n- ssh: {sudoPassword: "${secret:sudoPassword}"}\n',
    ],
    ["at an anchor", "license: &l hunter2\nx: *l\n", ["license"], 'license: &l "${secret:license}"\nx: *l\n'],
  ])("is replaced by a reference %s", (_, text, path, after) => {
    expect(moved(text, path)).toBe(after);
  });

  it.each<[name: string, text: string, path: Path]>([
    ["a reference", "license: ${secret:a}\n", ["license"]],
    ["a reference of another kind", "license: '${env:A}'\n", ["license"]],
    ["a reference of an unknown kind", "license: ${vault:a}\n", ["license"]],
    ["no secret", "name: hunter2\n", ["name"]],
    ["no text", "license: 12\n", ["license"]],
    ["nothing", "license:\n", ["license"]],
    ["nothing in quotes", "license: ''\n", ["license"]],
    ["a mapping", "license: { a: b }\n", ["license"]],
    ["what an alias brings in", "x: &a hunter2\nlicense: *a\n", ["license"]],
    ["what a merge brings in", "x: &a { sudoPassword: b }\nssh: { <<: *a }\n", ["ssh", "sudoPassword"]],
    ["what is not there", "name: a\n", ["license"]],
  ])("is not %s", (_, text, path) => {
    expect(literalSecretAt(new ManifestDocument(text), path)).toBeUndefined();
  });

  it("is read as it is, whatever it is replaced by: everything else means the same", () => {
    const entries = fc.array(fc.constantFrom("host: h", "user: é", "port: 22", "# about it"), {
      maxLength: 3,
    });
    const lineEnds = fc.constantFrom("\n", "\r\n");
    fc.assert(
      fc.property(
        fc.constantFrom(...written),
        entries,
        entries,
        lineEnds,
        fc.boolean(),
        fc.stringMatching(/^[A-Za-z0-9_.-]{1,20}$/),
        ([secret, value], before, after, lineEnd, flow, name) => {
          const own = [...new Set(before), `sudoPassword: ${secret}`];
          const rest = after.filter((entry) => entry.startsWith("#") || !before.includes(entry));
          const lines = [...own, ...new Set(rest)];
          const inBraces = lines.filter((entry) => !entry.startsWith("#"));
          const isFlow = flow && !secret.includes("{");
          const text = isFlow
            ? `ssh: { ${inBraces.join(", ")} }${lineEnd}name: a${lineEnd}`
            : `ssh:${lineEnd}${lines.map((entry) => `  ${entry}${lineEnd}`).join("")}name: a${lineEnd}`;
          expect(literalSecretAt(new ManifestDocument(text), ["ssh", "sudoPassword"])?.value).toBe(value);
          const changed = moved(text, ["ssh", "sudoPassword"], name) ?? "";
          const was = parse(text) as { ssh: object };
          expect(parse(changed)).toEqual({ ...was, ssh: { ...was.ssh, sudoPassword: `\${secret:${name}}` } });
          expect(changed.match(/# .*/g)).toEqual(text.replace(secret, "").match(/# .*/g));
          expect(moved(changed, ["ssh", "sudoPassword"])).toBeUndefined();
        },
      ),
      { numRuns: 300 },
    );
  });
});
