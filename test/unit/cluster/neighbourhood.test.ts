import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlaceElsewhere } from "../../../cluster/finding";
import { ManifestChecker } from "../../../cluster/manifest/manifest-checker";
import { ManifestDocument } from "../../../cluster/manifest/manifest-document";
import { Neighbourhood } from "../../../cluster/neighbourhood";

interface Written {
  readonly name: string | undefined;
  readonly address: number;
  readonly ssh: number | undefined;
}

interface Manifest {
  readonly cluster: string;
  readonly port: number | undefined;
  readonly nodes: readonly Written[];
}

const node = fc.record({
  name: fc.option(fc.constantFrom("a", "b"), { nil: undefined }),
  address: fc.integer({ min: 1, max: 4 }),
  ssh: fc.option(fc.constantFrom(22, 2200), { nil: undefined }),
});
const manifests = fc.array(
  fc.record({
    cluster: fc.constantFrom("one", "two"),
    port: fc.option(fc.constantFrom(22, 2201), { nil: undefined }),
    nodes: fc.array(node, { maxLength: 5 }),
  }),
  { minLength: 1, maxLength: 6 },
);

function textOf({ cluster, port, nodes }: Manifest): string {
  const items = nodes.flatMap(({ name, address, ssh }) => [
    `  - privateIp: 10.0.0.${String(address)}`,
    ...(name === undefined ? [] : [`    name: ${name}`]),
    `    ssh: { host: host-${String(address)}${ssh === undefined ? "" : `, port: ${String(ssh)}`} }`,
  ]);
  const common = port === undefined ? [] : ["ssh:", `  port: ${String(port)}`];
  return [`name: ${cluster}`, "release: 3.8.0", ...common, "mediaNodes:", ...items, ""].join("\n");
}

const KEYS = [1, 2, 3, 4].flatMap((address) => [
  `privateIp:10.0.0.${String(address)}`,
  ...[22, 2200, 2201].map((port) => `ssh:host-${String(address)}:${String(port)}`),
]);

const lineOf = ({ place }: { readonly place: PlaceElsewhere | undefined }): number => place?.start.line ?? 0;

/** What another manifest sees. */
function seenIn(neighbourhood: Neighbourhood) {
  return KEYS.flatMap((key) =>
    neighbourhood
      .neighboursOf("other", key)
      .map((neighbour) => ({
        key,
        cluster: neighbour.cluster,
        label: neighbour.label,
        privateIp: neighbour.privateIp,
        ports: neighbour.ports.length,
        place: neighbour.place(key),
      }))
      .sort((one, two) => one.label.localeCompare(two.label) || lineOf(one) - lineOf(two)),
  );
}

describe("the nodes that other manifests see", () => {
  it("are after any changes those of the manifest as it is now", () => {
    fc.assert(
      fc.property(manifests, (versions) => {
        const kept = new Neighbourhood();
        const document = new ManifestDocument("");
        const checker = new ManifestChecker();
        let before: unknown[] = seenIn(kept);
        let version = 0;
        for (const written of versions) {
          const text = textOf(written);
          // The edit keeps what is the same at both ends, as an editor's does.
          const was = document.text;
          let [start, back] = [0, 0];
          while (start < Math.min(was.length, text.length) && was[start] === text[start]) start += 1;
          while (back < Math.min(was.length, text.length) - start && was.at(-1 - back) === text.at(-1 - back))
            back += 1;
          const newText = text.slice(start, text.length - back);
          document.edit([{ range: { start, end: was.length - back }, newText }]);
          const check = checker.check(document);
          const seen = kept.set({ id: "own", uri: "file:///own", file: "own", document, check });

          const fresh = new Neighbourhood();
          const anew = new ManifestDocument(text);
          const its = { document: anew, check: new ManifestChecker().check(anew) };
          fresh.set({ id: "own", uri: "file:///own", file: "own", ...its });
          expect(seenIn(kept)).toEqual(seenIn(fresh));
          const told = seenIn(kept).map((each) => ({ ...each, place: 0 }));
          const isSame = JSON.stringify(told) === JSON.stringify(before);
          if (!isSame) expect(seen).toBe(true);
          expect(kept.versionFor("other") !== version).toBe(seen);
          before = told;
          version = kept.versionFor("other");
        }
        expect(kept.delete("own")).toBe(versions.at(-1)?.nodes.length !== 0);
        expect(seenIn(kept)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("are the same objects where nothing about them has changed", () => {
    const nodes = [1, 2, 3].map((address) => ({ name: `n${String(address)}`, address, ssh: undefined }));
    const document = new ManifestDocument(textOf({ cluster: "one", port: undefined, nodes }));
    const checker = new ManifestChecker();
    const neighbourhood = new Neighbourhood();
    const set = (): boolean =>
      neighbourhood.set({
        id: "own",
        uri: "file:///own",
        file: "own",
        document,
        check: checker.check(document),
      });
    const [first, second] = ["privateIp:10.0.0.1", "privateIp:10.0.0.2"] as const;
    set();
    const before = neighbourhood.neighboursOf("other", first);
    expect(neighbourhood.neighboursOf("other", second)).toHaveLength(1);
    const at = document.text.indexOf("10.0.0.2");
    document.edit([{ range: { start: at, end: at + 8 }, newText: "10.0.0.4" }]);
    expect(set()).toBe(true);
    expect(neighbourhood.neighboursOf("other", first)[0]).toBe(before[0]);
    expect(neighbourhood.neighboursOf("other", second)).toEqual([]);
    expect(set()).toBe(false);
  });
});
