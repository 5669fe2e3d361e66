import { describe, expect, it } from "vitest";
import { checkManifest } from "../../../../cluster/manifest/check-manifest";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { manifest, production, textAt, told } from "../../../fixtures/manifest-builder";

const LOST =
  "'\uFFFD' stands here for bytes that are not UTF-8. Reopen the file with the encoding that it has, save it with UTF-8, and write anew what is still lost.";

/** A text as an editor has it that read the bytes of another encoding as UTF-8. */
function misread(text: string): string {
  return new TextDecoder().decode(Buffer.from(text, "latin1"));
}

describe("a file that was not UTF-8", () => {
  it.each([
    ["in a value", manifest(["user: ubuntu", "user: jürgen"])],
    ["in a comment", `# Büro\n${production}`],
    ["in a comment behind a value", manifest(["rtcEngine: pion", "rtcEngine: pion # schön"])],
    ["in quotes", manifest(["user: ubuntu", 'user: "jürgen"'])],
    ["in a node", manifest(["- name: master-2", "- name: mäster-2"])],
    ["between braces as a whole", `{ ${production.split("\n")[2] ?? ""}, domain: bücher }`],
  ])("is told as that: %s", (_, text) => {
    const lost = misread(text);
    const { findings, cluster } = checkManifest(new ManifestDocument(lost));
    const found = findings.filter(({ message }) => message === LOST);
    expect(found.map(({ range, severity }) => [severity, textAt(lost, range)])).toEqual([
      ["error", "\uFFFD"],
    ]);
    expect(cluster).toBeUndefined();
  });

  it("is told once, at its first place, beside the mistakes that are in it", () => {
    const text = misread(
      manifest(["user: ubuntu", "user: jürgen"], ["observability", "observabilty"], ["media-1", "médié-1"]),
    );
    expect(told(`# B\uFFFDro\n${text}`)).toEqual([
      `error [\uFFFD] ${LOST}`,
      expect.stringContaining("'observabilty'") as string,
    ]);
  });

  it("is told no longer once it was read and written as it should be", () => {
    const document = new ManifestDocument(misread(manifest(["user: ubuntu", "user: jürgen"])));
    expect(checkManifest(document).findings).toHaveLength(1);
    const at = document.text.indexOf("\uFFFD");
    document.edit([{ range: { start: at, end: at + 1 }, newText: "ü" }]);
    expect(checkManifest(document).findings.map(({ message }) => message)).not.toContain(LOST);
  });
});
