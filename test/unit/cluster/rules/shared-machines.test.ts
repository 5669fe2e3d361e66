import { describe, expect, it } from "vitest";
import { checkManifest } from "../../../../cluster/manifest/check-manifest";
import { ManifestChecker } from "../../../../cluster/manifest/manifest-checker";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { Neighbourhood } from "../../../../cluster/neighbourhood";
import { NOWHERE } from "../../../../cluster/surroundings";
import { manifest, production, textAt } from "../../../fixtures/manifest-builder";

/** Another cluster on machines of its own; the replacements put nodes where they should not be. */
const STAGING = production
  .replace("name: production", "name: staging")
  .replaceAll("10.5.0.", "10.6.0.")
  .replaceAll("203.0.113.", "198.51.100.");

const OTHER = "file:///staging.openvidu.yaml";

function put(neighbourhood: Neighbourhood, text: string, id = "staging"): boolean {
  const document = new ManifestDocument(text);
  const check = checkManifest(document);
  return neighbourhood.set({ id, uri: OTHER, file: "staging.openvidu.yaml", document, check });
}

function checkerIn(neighbourhood: Neighbourhood): ManifestChecker {
  return new ManifestChecker({
    ...NOWHERE,
    refresh: () => neighbourhood.versionFor("own"),
    neighbours: (key) => neighbourhood.neighboursOf("own", key),
  });
}

function told(text: string, other: string): string[] {
  const neighbourhood = new Neighbourhood();
  put(neighbourhood, other);
  const { findings } = checkerIn(neighbourhood).check(new ManifestDocument(text));
  return findings.map(({ severity, range, message }) => `${severity} [${textAt(text, range)}] ${message}`);
}

describe("a machine of another manifest", () => {
  it("is none where all addresses differ", () => {
    expect(told(production, STAGING)).toEqual([]);
  });

  it("is told once, with the ports that both would bind", () => {
    const other = STAGING.replace("198.51.100.16", "203.0.113.11").replace("10.6.0.6", "10.5.0.1");
    expect(told(production, other)).toEqual([
      expect.stringMatching(
        /^warning \[203\.0\.113\.11\] 203\.0\.113\.11 is also media-2 of the cluster 'staging' in staging\.openvidu\.yaml\. A machine belongs to one cluster; both would bind .*\/tcp/,
      ),
    ]);
  });

  it("is told once, with every other manifest that has it", () => {
    const neighbourhood = new Neighbourhood();
    for (const name of ["a", "b", "c"]) {
      const document = new ManifestDocument(STAGING.replace("198.51.100.16", "203.0.113.11"));
      const check = checkManifest(document);
      neighbourhood.set({ id: name, uri: `file:///${name}`, file: `${name}.openvidu.yaml`, document, check });
    }
    const { findings } = checkerIn(neighbourhood).check(new ManifestDocument(production));
    expect(findings.map(({ message }) => message.split(". ")[0])).toEqual([
      "203.0.113.11 is also media-2 of the cluster 'staging' in a.openvidu.yaml, and 2 more nodes of other manifests",
    ]);
    expect(findings[0]?.related.map(({ elsewhere }) => elsewhere?.uri)).toEqual([
      "file:///a",
      "file:///b",
      "file:///c",
    ]);
  });

  it("is known by its private address where its public one does not say otherwise", () => {
    const shared = STAGING.replace("10.6.0.6", "10.5.0.6");
    expect(told(production, shared)).toEqual([]);
    const external = shared.replace("rtcEngine: pion", "loadBalancing: external");
    const bare = external.replace("    publicIp: 198.51.100.16\n", "");
    expect(told(production, bare)).toEqual([
      expect.stringContaining("warning [10.5.0.6] 10.5.0.6 is also media-2"),
    ]);
  });

  it("is known by the host that ssh goes to", () => {
    const at = (text: string, name: string): string =>
      text.replace("name: media-2", `name: ${name}\n    ssh: { host: gate, port: 2201 }`);
    expect(told(at(production, "media-2"), at(STAGING, "media-9"))).toEqual([
      expect.stringContaining("warning [gate] gate is also media-9"),
    ]);
  });

  it("is shown where the other manifest has it now", () => {
    const neighbourhood = new Neighbourhood();
    const text = STAGING.replace("198.51.100.16", "203.0.113.11");
    const document = new ManifestDocument(text);
    neighbourhood.set({ id: "staging", uri: OTHER, file: "s", document, check: checkManifest(document) });
    const checker = checkerIn(neighbourhood);
    const own = new ManifestDocument(production);
    const line = (): number | undefined => checker.check(own).findings[0]?.related[0]?.elsewhere?.start.line;
    const at = text.slice(0, text.indexOf("203.0.113.11")).split("\n").length - 1;
    expect(checker.check(own).findings[0]?.related[0]?.elsewhere?.uri).toBe(OTHER);
    expect(line()).toBe(at);
    document.edit([{ range: { start: 0, end: 0 }, newText: "# one line more\n" }]);
    expect(line()).toBe(at + 1);
  });

  it("is told no more when the other manifest changes or goes", () => {
    const neighbourhood = new Neighbourhood();
    const shared = STAGING.replace("198.51.100.16", "203.0.113.11");
    const checker = checkerIn(neighbourhood);
    const own = new ManifestDocument(production);
    const count = (): number => checker.check(own).findings.length;
    expect(count()).toBe(0);
    expect(put(neighbourhood, shared)).toBe(true);
    expect(count()).toBe(1);
    expect(put(neighbourhood, `${shared}# a comment\n`)).toBe(false);
    expect(put(neighbourhood, `${shared}# another\n`)).toBe(false);
    expect(count()).toBe(1);
    // Where it stands is a part of what is told.
    expect(put(neighbourhood, `# a comment\n${shared}`)).toBe(true);
    expect(count()).toBe(1);
    expect(put(neighbourhood, STAGING)).toBe(true);
    expect(count()).toBe(0);
    put(neighbourhood, shared);
    expect(count()).toBe(1);
    expect(neighbourhood.delete("staging")).toBe(true);
    expect(count()).toBe(0);
  });

  it("is looked for again in others that have an address of the edited one, and only there", () => {
    const neighbourhood = new Neighbourhood();
    const checker = checkerIn(neighbourhood);
    checker.check(new ManifestDocument(production));
    const versions = (): number[] => [neighbourhood.versionFor("staging"), neighbourhood.versionFor("own")];
    const before = versions();
    expect(put(neighbourhood, STAGING)).toBe(false);
    expect(put(neighbourhood, STAGING.replace("name: staging", "name: other"))).toBe(false);
    expect(versions()).toEqual(before);
    expect(put(neighbourhood, manifest(["10.5.0.1", "10.7.0.1"]))).toBe(true);
    expect(neighbourhood.versionFor("staging")).toBe(before[0]);
    expect(neighbourhood.versionFor("own")).not.toBe(before[1]);
  });
});
