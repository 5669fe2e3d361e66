import { describe, expect, it } from "vitest";
import { argumentNotes } from "../../../../cluster/installer/argument-notes";
import { renderInstallDocument } from "../../../../cluster/installer/install-document";
import { installSections } from "../../../../cluster/installer/install-sections";
import { installData, renderInstallText } from "../../../../cluster/installer/install-text";
import { roleScript } from "../../../../cluster/installer/role-script";
import { AT_BETA1, clusterOf, manifest, production } from "../../../fixtures/manifest-builder";

const AT_3_1: readonly (readonly [string, string])[] = [
  ...AT_BETA1,
  ["release: 3.0.0-beta1", "release: 3.1.0"],
];
const PRIVATE_IP = "Unverified: --private-ip: Read in the installation scripts from 3.2.0 on.";
const withArguments = (words: string): readonly [string, string] => [
  "ssh:\n  user: ubuntu",
  `installer:\n  arguments: { master: [${words}] }\nssh:\n  user: ubuntu`,
];

function notesOf(text: string): { master: string[]; media: string[] } {
  const cluster = clusterOf(text);
  return { master: argumentNotes(cluster, "master"), media: argumentNotes(cluster, "media") };
}

describe("what the commands do not show", () => {
  it("is nothing where every argument is documented", () => {
    expect(notesOf(production)).toEqual({ master: [], media: [] });
    expect(notesOf(manifest(...AT_BETA1))).toEqual({ master: [], media: [] });
  });

  it("is that a media node's private address is not documented at 3.1.0, nor read at 3.9.0", () => {
    expect(notesOf(manifest(...AT_3_1))).toEqual({ master: [], media: [PRIVATE_IP] });
    expect(notesOf(manifest(["release: 3.8.0", "release: 3.9.0"])).media).toEqual([
      "Unverified: --private-ip: Read in the installation scripts of 3.2.0 to 3.8.0; those of this release were not read.",
    ]);
  });

  it("is what is not known of extra arguments, and nothing of those that are not given", () => {
    const at = (release: string): string[] =>
      notesOf(manifest(["release: 3.8.0", `release: ${release}`], withArguments("--environment=on_premise")))
        .master;
    expect(at("3.8.0")).toEqual([]);
    expect(at("3.9.0")).toEqual([
      "Unverified: --environment: Seen in the cloud templates up to 3.8.0; for this release it is not confirmed.",
    ]);
  });

  it("is that ZeroSSL has no argument here, or an unchecked one", () => {
    const zerossl = ["  type: letsencrypt\n", "  type: zerossl\n  apiKey: xxxxx\n"] as const;
    expect(notesOf(manifest(zerossl))).toEqual({
      master: [
        expect.stringMatching(/^No public source tells .* ZeroSSL, so none are passed on, and .* stop\./),
      ],
      media: [],
    });
    expect(notesOf(manifest(zerossl, withArguments("--certificate-type=zerossl"))).master).toEqual([
      expect.stringMatching(/ZeroSSL: those of installer\.arguments\.master are passed on unchecked\.$/),
    ]);
    const balanced = ["rtcEngine: pion", "rtcEngine: pion\nloadBalancing: external"] as const;
    expect(notesOf(manifest(zerossl, balanced)).master).toEqual([]);
  });

  it.each(["latest", "4.0.0"])("is whose arguments these are at %s", (release) => {
    const { master, media } = notesOf(manifest(["release: 3.8.0", `release: ${release}`]));
    for (const notes of [master, media])
      expect(notes[0]).toBe("The arguments are those of 3.9.0, the newest release that is known.");
  });

  it("stands below the commands in every form, and changes none of them", () => {
    const cluster = clusterOf(manifest(...AT_3_1));
    const sections = installSections(cluster, () => "xxxxx");
    const silent = sections.map((section) =>
      section.kind === "commands" ? { ...section, notes: [] } : section,
    );
    expect(renderInstallDocument(sections)).toBe(
      renderInstallDocument(silent).replace(
        "\n\nThen, when the master nodes are well",
        `\n\n> ${PRIVATE_IP}\n\nThen, when the master nodes are well`,
      ),
    );
    expect(renderInstallText(sections)).toBe(
      renderInstallText(silent).replace(
        "\n\n# Then, when the master nodes are well",
        `\n\n# ${PRIVATE_IP}\n\n# Then, when the master nodes are well`,
      ),
    );
    expect(installData(sections).at(-1)).toMatchObject({ notes: [PRIVATE_IP] });
    expect(roleScript(cluster, "media", new Map())).toContain(`\n# ${PRIVATE_IP}\n`);
  });
});
