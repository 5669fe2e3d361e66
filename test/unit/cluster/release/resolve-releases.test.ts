import { describe, expect, it } from "vitest";
import type { JsonRelease } from "../../../../cluster/release/apply-changes";
import { resolveReleases } from "../../../../cluster/release/resolve-releases";

const WHOLE: JsonRelease = {
  version: "1.0.0",
  sources: { A: "The first page", UNUSED: "A page that nothing names" },
  docker: { engine: "20.0", unverified: "Not read.", source: "A" },
  ports: [
    { role: "master", protocol: "tcp", ports: "80", from: ["world"], source: "A" },
    { role: "master", protocol: "tcp", ports: "90", from: [], source: "A", unverified: "Seen once." },
  ],
  arguments: [
    { name: "--type", role: "master", when: { certificate: "selfsigned" }, source: "A" },
    { name: "--type", role: "master", when: { certificate: "owncert" }, source: "A" },
    { name: "--last", role: "master", source: "A" },
  ],
};

function resolve(...contents: JsonRelease[]): JsonRelease[] {
  return resolveReleases(
    [WHOLE, ...contents].map((content) => ({ name: `${String(content["version"])}.json`, content })),
  );
}

/** The release 1.1.0 that these changes make of the whole one. */
function changed(changes: object, more: object = {}): JsonRelease {
  const release = resolve({ version: "1.1.0", from: "1.0.0", ...more, changes }).at(-1);
  if (release === undefined) throw new Error("Nothing was resolved.");
  return release;
}

function list(release: JsonRelease, part: string): readonly Readonly<Record<string, unknown>>[] {
  return release[part] as readonly Readonly<Record<string, unknown>>[];
}

const port = (ports: string): object => ({ role: "media", protocol: "udp", ports, from: [], source: "A" });

describe("a release told by its changes", () => {
  it("takes over what it does not name, and leaves the other release as it is", () => {
    const [one, other] = resolve({ version: "1.1.0", from: "1.0.0" });
    expect(other).toEqual({ ...one, version: "1.1.0" });
    expect(changed({ ports: [{ remove: "master tcp 80 world" }] })["docker"]).toEqual(WHOLE["docker"]);
    expect(
      list(
        resolve({
          version: "1.1.0",
          from: "1.0.0",
          changes: { ports: [{ remove: "master tcp 80 world" }] },
        })[0] ?? {},
        "ports",
      ),
    ).toHaveLength(2);
  });

  it("adds facts before and after others, and at the end", () => {
    const operations = [
      { add: port("1"), before: "master tcp 80 world" },
      { add: port("2"), after: "master tcp 80 world" },
      { add: port("3") },
      { add: port("4"), after: "media udp 2 nobody" },
    ];
    const numbers = list(changed({ ports: operations }), "ports").map((fact) => fact["ports"]);
    expect(numbers).toEqual(["1", "80", "2", "4", "90", "3"]);
  });

  it("replaces and takes away keys of a fact where it stands", () => {
    const [first, second] = list(
      changed({
        ports: [
          { replace: "master tcp 80 world", by: { ports: "81" } },
          { replace: "master tcp 90 nobody", without: ["unverified"] },
        ],
      }),
      "ports",
    );
    expect(first).toMatchObject({ ports: "81", from: ["world"] });
    expect(second).not.toHaveProperty("unverified");
    expect(changed({ docker: { set: { engine: null }, without: ["unverified"] } })["docker"]).toEqual({
      engine: null,
      source: "A",
    });
  });

  it("names one of several facts by its condition", () => {
    const left = list(
      changed({ arguments: [{ remove: "master --type when certificate=owncert" }] }),
      "arguments",
    );
    expect(left.map(({ when }) => when)).toEqual([{ certificate: "selfsigned" }, undefined]);
  });

  it("tells by which source inherited facts are known, and what is not confirmed of them", () => {
    const rule = { in: ["ports"], was: "A", source: "B", unverified: "Not read here." };
    const release = changed({}, { sources: { B: "Another page" }, inherited: [rule] });
    expect(list(release, "ports").map(({ source, unverified }) => [source, unverified])).toEqual([
      ["B", "Not read here."],
      ["B", "Not read here."],
    ]);
    const confirmed = changed(
      {},
      { sources: { B: "Another page" }, inherited: [{ ...rule, unverified: null }] },
    );
    expect(list(confirmed, "ports")[1]).not.toHaveProperty("unverified");
    const kept = changed({}, { sources: { B: "x" }, inherited: [{ in: ["ports"], was: "A", source: "B" }] });
    expect(list(kept, "ports")[1]).toMatchObject({ unverified: "Seen once." });
  });

  it("may start from one that starts from another, and keeps only sources that are named", () => {
    const chain = resolve({ version: "1.2.0", from: "1.1.0" }, { version: "1.1.0", from: "1.0.0" });
    expect(chain.map(({ version }) => version)).toEqual(["1.0.0", "1.1.0", "1.2.0"]);
    expect(chain[2]).toMatchObject({ sources: { A: "The first page" }, docker: WHOLE["docker"] });
    expect(chain[2]?.["sources"]).not.toHaveProperty("UNUSED");
  });
});

describe("what cannot be carried out names the file and the fact", () => {
  it.each<[changes: object, message: string]>([
    [
      { ports: [{ remove: "master tcp 81 world" }] },
      "1.1.0.json: 'ports' has no 'master tcp 81 world' to start from.",
    ],
    [{ ports: [{ replace: "80", by: {} }] }, "1.1.0.json: 'ports' has no '80' to start from."],
    [{ ports: [{ add: port("1"), after: "x" }] }, "1.1.0.json: 'ports' has no 'x' to start from."],
    [
      { ports: [{ add: port("1"), after: "master tcp 80 world", before: "master tcp 90 nobody" }] },
      "1.1.0.json: a fact stands before 'master tcp 90 nobody' or after 'master tcp 80 world', not both.",
    ],
    [
      { arguments: [{ remove: "master --type" }] },
      "1.1.0.json: 'arguments' has several 'master --type'. Name one: 'master --type when certificate=selfsigned', 'master --type when certificate=owncert'.",
    ],
    [
      { ports: [{ replace: "master tcp 80 world", without: ["when"] }] },
      "1.1.0.json: 'ports' 'master tcp 80 world' has no 'when' to take away.",
    ],
    [{ docker: { without: ["when"] } }, "1.1.0.json: 'docker' has no 'when' to take away."],
    [
      { ports: [{ add: { ...port("1") } }, { add: { ...port("1") } }] },
      "1.1.0.json: 'ports' has 'media udp 1 nobody' twice.",
    ],
    [
      { docker: { set: { source: "A, C" } } },
      "1.1.0.json: a fact names the source 'C', which 'sources' does not explain.",
    ],
  ])("%#", (changes, message) => {
    expect(() => changed(changes)).toThrow(message);
  });

  it.each<[what: string, contents: JsonRelease[], message: string]>([
    [
      "a missing release",
      [{ version: "1.1.0", from: "0.9.0" }],
      "1.1.0.json: there is no release 0.9.0 to start from.",
    ],
    [
      "a circle",
      [
        { version: "1.1.0", from: "1.2.0" },
        { version: "1.2.0", from: "1.1.0" },
      ],
      "1.1.0.json: built in a circle: 1.1.0 from 1.2.0 from 1.1.0.",
    ],
    ["itself", [{ version: "1.1.0", from: "1.1.0" }], "built in a circle: 1.1.0 from 1.1.0."],
    [
      "a source that nothing has",
      [{ version: "1.1.0", from: "1.0.0", inherited: [{ in: ["docker"], was: "X", source: "A" }] }],
      "1.1.0.json: no fact in 'docker' has the source 'X'.",
    ],
  ])("%s", (_what, contents, message) => {
    expect(() => resolve(...contents)).toThrow(message);
  });

  it("a file whose name is another release", () => {
    expect(() => resolveReleases([{ name: "2.0.0.json", content: WHOLE }])).toThrow(
      "2.0.0.json: it is about release 1.0.0.",
    );
  });
});
