import { describe, expect, it } from "vitest";
import { checkManifest } from "../../../../cluster/manifest/check-manifest";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { manifest, production, replace, told } from "../../../fixtures/manifest-builder";

/** Generous against a busy machine: these took minutes, or ended the process, before they were guarded against. */
const SECONDS = 10;

const count = (length: number, line: (index: number) => string): string =>
  Array.from({ length }, (_, index) => line(index)).join("");

const LETTERS = Array.from("abcdefghij");
const TOO_DEEP = "This is nested too deeply: a manifest has a handful of levels.";
const ALIASES = "The aliases of this file stand for more than a million values. Use fewer of them.";

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
    it.each<[string, () => string]>([
      [
        "a billion laughs",
        () =>
          count(
            9,
            (i) =>
              `${LETTERS[i + 1] ?? ""}: &${LETTERS[i + 1] ?? ""} [${Array(9)
                .fill(i === 0 ? "x" : `*${LETTERS[i] ?? ""}`)
                .join(",")}]\n`,
          ),
      ],
      ["60 doublings", () => `a0: &a0 x\n${count(60, (i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`)}`],
      [
        "a chain of 5,000 merges",
        () => `a0: &a0 {k0: 1}\n${count(5000, (i) => `a${i + 1}: &a${i + 1} {<<: *a${i}, k${i + 1}: 1}\n`)}`,
      ],
    ])("%s", (_, text) => {
      expect(check(text())).toEqual([ALIASES]);
    });

    it.each<[string, () => string]>([
      ["100,000 open brackets", () => "[".repeat(100_000)],
      ["100,000 open brackets as a value", () => `name: ${"[".repeat(100_000)}`],
      ["100,000 open braces", () => "{".repeat(100_000)],
      ["10,000 dashes", () => "- ".repeat(10_000)],
      ["3,000 question marks", () => "? ".repeat(3000)],
      ["200 question marks", () => "? ".repeat(200)],
      ["3,000 nested mappings", () => count(3000, (i) => `${" ".repeat(i)}a:\n`)],
      ["10,000 keys on one line", () => "a: ".repeat(10_000)],
      ["brackets that close again", () => `name: ${"[".repeat(5000)}${"]".repeat(5000)}`],
    ])("%s", (_, text) => {
      expect(check(text())).toEqual([TOO_DEEP]);
    });

    it("100 levels are no attack", () => {
      expect(check(`name: ${"[".repeat(90)}${"]".repeat(90)}`)).not.toContain(TOO_DEEP);
    });

    it("100,000 keys in one mapping", () => {
      const messages = check(count(100_000, (i) => `k${i}: ${i}\n`));
      expect(messages[0]).toContain("The manifest needs 'name'.");
      expect(messages).toHaveLength(501);
    });

    it("100,000 times the same key", () => {
      expect(
        check("name: x\n".repeat(100_000)).filter((message) => message.includes("is here twice")),
      ).toHaveLength(200);
    });

    it("20,000 aliases of one anchor", () => {
      expect(
        check(`${manifest(["modules:", "x: &a 1\ny:\n  - *a\nmodules:"])}${"  - *a\n".repeat(20_000)}`)
          .length,
      ).toBeGreaterThan(0);
    });

    it("20,000 aliases of one node: each rule tells it once", () => {
      const text = replace(
        production,
        ["  - name: master-1", "  - &m\n    name: master-1"],
        ["mediaNodes:", `${"  - *m\n".repeat(20_000)}mediaNodes:`],
      );
      const messages = check(text);
      expect(messages[0]).toBe(
        "OpenVidu High Availability has exactly 4 master nodes; here are 20004. Remove 20000.",
      );
      expect(messages).toHaveLength(4);
    });

    it("20,000 merges of one mapping", () => {
      expect(
        check(`a: &a {${count(2000, (i) => `k${i}: 1,`)}}\nb: {<<: [${"*a,".repeat(20_000)}]}`).length,
      ).toBeLessThan(20);
    });

    it.each<[string, () => string]>([
      [
        "5,000 services on one port",
        () =>
          manifest([
            "      - { name: backup-agent, port: 9200, protocol: tcp }\n",
            "      - { name: a, port: 9200 }\n".repeat(5000),
          ]),
      ],
      [
        "50,000 unknown modules",
        () => manifest(["modules: [", `modules: [${count(50_000, (i) => `m${i}, `)}`]),
      ],
      [
        "3,000 nodes with wrong types throughout",
        () =>
          manifest([
            "mediaNodes:",
            `${count(3000, (i) => `  - name: m${i}\n    privateIp: 5\n    publicIp: [1]\n    otherServices: [5, {name: 3, port: true}]\n`)}mediaNodes:`,
          ]),
      ],
      [
        "1,000 services of wrong types, more than are told",
        () =>
          manifest([
            "      - { name: backup-agent, port: 9200, protocol: tcp }\n",
            "      - { name: 1, port: [], protocol: 7 }\n".repeat(1000),
          ]),
      ],
    ])("%s: the first ones, and that there are more", (_, text) => {
      const messages = check(text());
      expect(messages.at(-1)).toBe("There are more findings than are shown. Mend those above first.");
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
      expect(findings.at(-1)).toMatchObject({
        code: "more-findings",
        severity: "error",
        message: "There are more findings than are shown. Mend those above first.",
      });
    });

    it.each<[string, () => string]>([
      ["plain", () => `name: ${"x".repeat(10_000_000)}`],
      ["quoted", () => `name: "${"x".repeat(10_000_000)}"`],
      ["block", () => `name: |\n${"  xxxxxxxxx\n".repeat(900_000)}`],
    ])("a %s scalar of 10 MB", (_, text) => {
      expect(check(text())).toEqual([
        "This file has more than five million characters; that is no manifest.",
      ]);
    });

    it("a scalar of 4 MB, whose text no message repeats", () => {
      const messages = check(manifest(["name: production", `name: ${"x".repeat(4_000_000)}`]));
      expect(messages).toHaveLength(1);
      expect(messages[0]?.length).toBeLessThan(300);
      expect(
        check(manifest(["release: 3.8.0", `release: "${"3".repeat(4_000_000)}"`]))[0]?.length,
      ).toBeLessThan(300);
      expect(
        check(manifest(["domain: openvidu", `domain: ${"o".repeat(1_000_000)}`]))[0]?.length,
      ).toBeLessThan(300);
    });

    it.each<[string, () => string]>([
      ["10,000 documents", () => "---\nname: x\n".repeat(10_000)],
      ["40,000 keys on one line in braces", () => `a: {${count(40_000, (i) => `k${i}: ${i}, `)}}`],
      ["50,000 anchors", () => count(50_000, (i) => `- &a${i} ${i}\n`)],
      ["200,000 quotes", () => '"'.repeat(200_000)],
      ["100,000 exclamation marks", () => "!".repeat(100_000)],
      ["100,000 ampersands", () => "&".repeat(100_000)],
      ["100,000 tabs", () => "\t".repeat(100_000)],
      ["50,000 colons", () => ":\n".repeat(50_000)],
      ["a key of 3 MB", () => `${"x".repeat(3_000_000)}: 1`],
      ["NUL in a value", () => manifest(["name: production", "name: pro\0duction"])],
      ["half a character in a value", () => manifest(["name: production", "name: pro\udc00duction"])],
      ["CR for line ends", () => production.replaceAll("\n", "\r")],
      ["tabs for indentation", () => production.replaceAll("  ", "\t")],
    ])("%s", (_, text) => {
      const messages = check(text());
      expect(messages.length).toBeGreaterThan(0);
      for (const message of messages) expect(message.length).toBeLessThan(400);
    });
  },
  SECONDS * 3000,
);
