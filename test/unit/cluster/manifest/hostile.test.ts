import { describe, expect, it } from "vitest";
import { checkManifest } from "../../../../cluster/manifest/check-manifest";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import {
  ALIAS_BOMBS,
  aliasesOfOneAnchor,
  aliasesOfOneNode,
  CYCLES,
  keysInOneMapping,
  MANY_MISTAKES,
  mergesOfOneMapping,
  nameOfFourMegabytes,
  OBJECT_NAMES,
  ODD_TEXTS,
  sameKey,
  TEN_MEGABYTES,
  TOO_DEEP,
} from "../../../fixtures/hostile-manifests";
import { manifest, production, told } from "../../../fixtures/manifest-builder";

/** Generous against a busy machine: these took minutes, or ended the process, before they were guarded against. */
const SECONDS = 10;

const DEEP = "This is nested too deeply: a manifest has a handful of levels.";
const ALIASES = "The aliases of this file stand for more than a million values. Use fewer of them.";
const MORE = "There are more findings than are shown. Mend those above first.";

function check(text: string): readonly string[] {
  const started = performance.now();
  const { findings } = checkManifest(new ManifestDocument(text));
  expect(performance.now() - started).toBeLessThan(SECONDS * 1000);
  expect(findings.length).toBeLessThanOrEqual(501);
  // The next file is served as if nothing had been.
  expect(told(production)).toEqual([]);
  return findings.map(({ message }) => message);
}

describe(
  "hostile manifests get an answer or a clear finding, soon",
  () => {
    it.each(ALIAS_BOMBS)("%s", (_, text) => {
      expect(check(text())).toEqual([ALIASES]);
    });

    it.each(TOO_DEEP)("%s", (_, text) => {
      expect(check(text())).toEqual([DEEP]);
    });

    it("100 levels are no attack", () => {
      expect(check(`name: ${"[".repeat(90)}${"]".repeat(90)}`)).not.toContain(DEEP);
    });

    it.each(CYCLES)("%s", (_, text) => {
      expect(check(text()).some((message) => message.includes("stands inside"))).toBe(true);
    });

    it.each(OBJECT_NAMES)("%s", (_, text) => {
      expect(check(text()).length).toBeGreaterThan(0);
      expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    });

    it("100,000 keys in one mapping", () => {
      const messages = check(keysInOneMapping());
      expect(messages[0]).toContain("The manifest needs 'name'.");
      expect(messages).toHaveLength(501);
    });

    it("100,000 times the same key", () => {
      expect(check(sameKey()).filter((message) => message.includes("is here twice"))).toHaveLength(200);
    });

    it("20,000 aliases of one anchor", () => {
      expect(check(aliasesOfOneAnchor()).length).toBeGreaterThan(0);
    });

    it("20,000 aliases of one node: each rule tells it once", () => {
      const messages = check(aliasesOfOneNode());
      expect(messages[0]).toBe(
        "OpenVidu High Availability has exactly 4 master nodes; here are 20004. Remove 20000.",
      );
      expect(messages).toHaveLength(4);
    });

    it("20,000 merges of one mapping", () => {
      expect(check(mergesOfOneMapping()).length).toBeLessThan(20);
    });

    it.each(MANY_MISTAKES)("%s: the first ones, and that there are more", (_, text) => {
      const messages = check(text());
      expect(messages.at(-1)).toBe(MORE);
      expect(messages).toHaveLength(501);
    });

    it("a cut never hides that there are errors", () => {
      const text = manifest(
        ["license: ${secret:license}", "license: a"],
        [
          "      - { name: backup-agent, port: 9200, protocol: tcp }\n",
          "      - { name: a, port: 9200 }\n".repeat(600),
        ],
      );
      const { findings } = checkManifest(new ManifestDocument(text));
      expect(findings.at(-1)).toMatchObject({ code: "more-findings", severity: "error", message: MORE });
    });

    it.each(TEN_MEGABYTES)("%s", (_, text) => {
      expect(check(text())).toEqual([
        "This file is not checked: it has more than five million characters. Is it the right one?",
      ]);
    });

    it("a scalar of 4 MB, whose text no message repeats", () => {
      const messages = check(nameOfFourMegabytes());
      expect(messages).toHaveLength(1);
      expect(messages[0]?.length).toBeLessThan(300);
      expect(
        check(manifest(["release: 3.8.0", `release: "${"3".repeat(4_000_000)}"`]))[0]?.length,
      ).toBeLessThan(300);
      expect(
        check(manifest(["domain: openvidu", `domain: ${"o".repeat(1_000_000)}`]))[0]?.length,
      ).toBeLessThan(300);
    });

    it.each(ODD_TEXTS)("%s", (_, text) => {
      const messages = check(text());
      expect(messages.length).toBeGreaterThan(0);
      for (const message of messages) expect(message.length).toBeLessThan(400);
    });
  },
  SECONDS * 3000,
);
