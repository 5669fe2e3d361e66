import type { Features, NodeRole, ReleaseFacts } from "../cluster";
import type { Draft } from "../manifest/draft";
import type { ManifestDocument } from "../manifest/manifest-document";
import { keysAt } from "../manifest/manifest-schema";
import { entryOf, type ValueNode } from "../manifest/value-node";
import { countOpenPorts } from "../ports/open-ports";
import { featuresOf } from "../release/features";
import type { Path, SourceRange } from "../source-range";

/** What is in force, or follows, and is not written: shown behind a word. */
export interface DefaultHint {
  readonly offset: number;
  readonly text: string;
  readonly why: string;
}

const NODE_LISTS: readonly (readonly [string, NodeRole])[] = [
  ["masterNodes", "master"],
  ["mediaNodes", "media"],
];

/** The hints of a stretch, in the order of the text: defaults in force behind the keys of their blocks, ports behind nodes' names. */
export function defaultHints(
  document: ManifestDocument,
  draft: Draft,
  release: ReleaseFacts | undefined,
  stretch: SourceRange,
): readonly DefaultHint[] {
  const isIn = ({ offset }: DefaultHint): boolean => offset >= stretch.start && offset <= stretch.end;
  const features = featuresOf(draft, release);
  return [
    ...blockHints(document),
    ...topHint(document),
    ...engineHint(document, release),
    ...(release === undefined ? [] : portHints(document, release, features, stretch)),
  ]
    .filter(isIn)
    .sort((one, other) => one.offset - other.offset);
}

/** `ssh:` and `ingress:` with the defaults of the keys that are left out. */
function* blockHints(document: ManifestDocument): Generator<DefaultHint> {
  for (const block of ["ssh", "ingress"]) {
    const entry = entryOf(document.root, block);
    if (entry?.value.kind !== "mapping" || entry.merged) continue;
    const words = missingDefaults(entry.value, [block]);
    const { keyRange, value } = entry;
    // Braces stand on the key's line: what is not in them comes behind them. An alias's are elsewhere.
    const isBehind = value.style === "flow" && value.range.start >= keyRange.end;
    const offset = isBehind ? value.range.end : keyRange.end + 1;
    if (words.length > 0) yield { offset, text: words.join(", "), why: BY_DEFAULT };
  }
}

/** What the manifest itself does not say, behind the domain, which it is mostly about. */
function* topHint(document: ManifestDocument): Generator<DefaultHint> {
  const domain = entryOf(document.root, "domain");
  if (document.root === undefined || domain === undefined || domain.merged) return;
  if (domain.value.range.start < domain.keyRange.end) return;
  const words = missingDefaults(document.root, []);
  if (words.length > 0) yield { offset: domain.value.range.end, text: words.join(", "), why: BY_DEFAULT };
}

const BY_DEFAULT = "Not written, and in force by default.";

/** The keys with a default that a mapping leaves out. */
function missingDefaults(mapping: ValueNode, path: Path): string[] {
  return [...keysAt(path)].flatMap(([key, schema]) =>
    schema.default === undefined || entryOf(mapping, key) !== undefined
      ? []
      : [`${key}: ${JSON.stringify(schema.default).replaceAll(/^"|"$/g, "")}`],
  );
}

/** The engine, which differs by release, behind the release that decides it. */
function* engineHint(document: ManifestDocument, release: ReleaseFacts | undefined): Generator<DefaultHint> {
  const written = document.nodeAtPath(["release"]);
  if (release === undefined || written === undefined || document.nodeAtPath(["rtcEngine"]) !== undefined)
    return;
  const why = `The default of ${release.version}, as 'rtcEngine' is not written.`;
  yield { offset: written.range.end, text: `rtcEngine: ${release.rtcEngines.default}`, why };
}

function* portHints(
  document: ManifestDocument,
  release: ReleaseFacts,
  features: Features,
  stretch: SourceRange,
): Generator<DefaultHint> {
  for (const [list, role] of NODE_LISTS) {
    const nodes = document.nodeAtPath([list]);
    if (nodes?.kind !== "sequence") continue;
    const count = countOpenPorts(release, role, features);
    const seen = new Set<ValueNode>();
    for (const node of nodes.items) {
      if (node.range.end < stretch.start || node.range.start > stretch.end || seen.has(node)) continue;
      seen.add(node);
      const name = entryOf(node, "name");
      if (name === undefined || name.merged || name.value.range.start < name.keyRange.end) continue;
      const why = `A ${role} node listens for other machines on so many ports at ${release.version}; the hover tells which.`;
      yield { offset: name.value.range.end, text: `${count} ports`, why };
    }
  }
}
