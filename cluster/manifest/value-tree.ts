import type { Path, SourceRange } from "../source-range";
import type { Origin } from "./piece";
import type { Anchored, Borrowing, PieceFault, PieceValue } from "./piece-value";
import { PlacedEntry, PlacedMapping, PlacedScalar, PlacedSequence } from "./placed-node";
import type { ValueNode } from "./value-node";
import type { Reading, WrittenAlias, WrittenMapping, WrittenNode, WrittenPair } from "./written-node";

/** More values than this, aliases counted as often as they are used, are not a manifest but an attack or an accident. */
export const VALUE_BUDGET = 1_000_000;

/** More findings than this are the echo of one cause. */
const MOST_FINDINGS = 200;

/**
 * Builds the values of what was read: aliases and merge keys resolved, duplicate keys and cyclic aliases found.
 * The parser's own `toJS` refuses more than 100 uses of an anchor and is quadratic in keys.
 * `known` answers the anchors that stand before this text.
 */
export function buildValue(
  reading: Pick<Reading, "written" | "marks">,
  fault: PieceFault | undefined,
  origin: Origin,
  known: (name: string) => Anchored | undefined,
): PieceValue {
  const builder = new TreeBuilder(origin, known);
  const { written, marks } = reading;
  const built = written === undefined ? undefined : builder.build(written);
  return {
    value: built?.value,
    fault,
    findings: builder.findings.length > 0 ? builder.findings : NO_FINDINGS,
    marks: marks.length > 0 ? marks : NO_MARKS,
    size: built?.size ?? 0,
    merges: builder.merges,
    anchors: builder.anchors.size > 0 ? builder.anchors : NO_ANCHORS,
    uses: builder.uses.size > 0 ? builder.uses : NO_ANCHORS,
    borrowings: builder.borrowings,
    written: builder.uses.size > 0 ? written : undefined,
  };
}

/** Most pieces have none of these: they share what is empty. */
const NO_FINDINGS: readonly PieceFault[] = [];
const NO_MARKS: Reading["marks"] = [];
const NO_ANCHORS: ReadonlyMap<string, Anchored> = new Map();

/** The finding for a file whose aliases stand for more than anybody wrote; undefined where they do not. */
export function budgetFault(size: number, merges: number, origin: Origin): PieceFault | undefined {
  if (size <= VALUE_BUDGET && merges <= VALUE_BUDGET) return undefined;
  const what = size > VALUE_BUDGET ? "aliases" : "merge keys '<<'";
  const message = `The ${what} of this file stand for more than a million values. Use fewer of them.`;
  return { code: "yaml-too-large", message, origin, start: 0, end: 0 };
}

/** The finding for a key that is there a second time. */
export function duplicateKey(key: string, second: PlacedEntry, first: PlacedEntry): PieceFault {
  return {
    code: "yaml-duplicate-key",
    message: `'${key}' is here twice; only one can count. Remove one of them.`,
    origin: second.origin,
    start: second.from,
    end: second.to,
    related: {
      origin: first.origin,
      start: first.from,
      end: first.to,
      message: `'${key}' for the first time`,
    },
  };
}

class TreeBuilder {
  readonly findings: PieceFault[] = [];
  readonly anchors = new Map<string, Anchored>();
  readonly uses = new Map<string, Anchored | undefined>();
  readonly borrowings: Borrowing[] = [];
  merges = 0;
  readonly #path: (string | number)[] = [];
  /** The values of aliases that have no anchor. */
  readonly #unresolved = new Set<ValueNode>();
  readonly #open = new Set<string>();

  constructor(
    readonly origin: Origin,
    readonly known: (name: string) => Anchored | undefined,
  ) {}

  build(node: WrittenNode): Anchored {
    const { anchor } = node.kind === "alias" ? { anchor: undefined } : node;
    if (anchor === undefined) return this.#buildNew(node);
    // An anchor counts from the place where it stands, as YAML has it: a later one of the same name replaces the former.
    const wasOpen = this.#open.has(anchor);
    this.#open.add(anchor);
    this.anchors.delete(anchor);
    const built = this.#buildNew(node);
    if (!wasOpen) this.#open.delete(anchor);
    // Unless the same name was given again inside.
    if (!this.anchors.has(anchor)) this.anchors.set(anchor, built);
    return built;
  }

  #buildNew(node: WrittenNode): Anchored {
    const { origin } = this;
    switch (node.kind) {
      case "scalar": {
        const { start, end, value, source, quoted } = node;
        return { value: new PlacedScalar(origin, start, end, value, source, quoted), size: 1 };
      }
      case "sequence": {
        let size = 1;
        const items = node.items.map((item, index) => {
          const built = this.#buildAt(index, item);
          size += built.size;
          return built.value;
        });
        return { value: new PlacedSequence(origin, node.start, node.end, node.style, items), size };
      }
      case "mapping":
        return this.#mapping(node);
      case "alias":
        return this.#alias(node);
    }
  }

  #buildAt(step: string | number, node: WrittenNode): Anchored {
    this.#path.push(step);
    const built = this.build(node);
    this.#path.pop();
    return built;
  }

  #mapping(node: WrittenMapping): Anchored {
    const entries = new Map<string, PlacedEntry>();
    const merges: { readonly value: ValueNode; readonly at: SourceRange }[] = [];
    for (const pair of node.pairs) {
      if (pair.key === undefined) {
        this.#report("yaml-key", pair, "A key must be a word, not a list or a mapping.");
        continue;
      }
      const built = this.#buildAt(pair.key, pair.value);
      if (pair.key === "<<" && pair.plain) {
        merges.push({ value: built.value, at: pair });
        this.#borrow("merge", pair, [...this.#path, pair.key], built.value);
        continue;
      }
      this.#enter(pair.key, pair, built, entries);
    }
    if (merges.length > 0) this.#merge(merges, entries);
    const all = [...entries.values()];
    const value = new PlacedMapping(this.origin, node.start, node.end, node.style, all);
    return { value, size: all.reduce((sum, entry) => sum + entry.size, 1) };
  }

  #enter(key: string, pair: WrittenPair, { value, size }: Anchored, entries: Map<string, PlacedEntry>): void {
    const entry = new PlacedEntry(this.origin, pair.start, pair.end, key, value, size, false);
    const first = entries.get(key);
    if (first === undefined) entries.set(key, entry);
    else if (this.findings.length < MOST_FINDINGS) this.findings.push(duplicateKey(key, entry, first));
  }

  /** Adds what the merge keys bring: a mapping's own entries win over merged ones, and earlier ones over later ones. */
  #merge(
    merges: readonly { readonly value: ValueNode; readonly at: SourceRange }[],
    entries: Map<string, PlacedEntry>,
  ): void {
    const seen = new Set<ValueNode>();
    for (const { value, at } of merges) {
      for (const source of value.kind === "sequence" ? value.items : [value]) {
        if (seen.has(source)) continue;
        seen.add(source);
        // What an alias of nothing brings is told at the alias.
        if (this.#unresolved.has(source)) continue;
        if (!(source instanceof PlacedMapping)) {
          this.#report("yaml-merge", at, "'<<' takes a mapping, or a list of mappings.");
          continue;
        }
        for (const entry of source.entries) {
          this.merges += 1;
          if (this.merges > VALUE_BUDGET) return;
          if (entry instanceof PlacedEntry && !entries.has(entry.key))
            entries.set(entry.key, entry.asMerged());
        }
      }
    }
  }

  #alias(node: WrittenAlias): Anchored {
    const nothing: Anchored = {
      value: new PlacedScalar(this.origin, node.start, node.end, null, "", false),
      size: 1,
    };
    const here = this.anchors.get(node.name);
    if (here === undefined && this.#open.has(node.name)) {
      this.#unresolved.add(nothing.value);
      this.#report("yaml-alias", node, `'*${node.name}' stands inside its own anchor; that would never end.`);
      return nothing;
    }
    this.#unresolved.add(nothing.value);
    const target = here ?? this.#elsewhere(node.name);
    // A password that begins with '*' looks like an alias too: the message does not repeat it.
    if (target === undefined)
      this.#report("yaml-alias", node, "There is no anchor of this name before this place.");
    if (target === undefined) return nothing;
    this.#borrow("alias", node, [...this.#path], target.value);
    return target;
  }

  #borrow(kind: Borrowing["kind"], { start, end }: SourceRange, path: Path, value: ValueNode): void {
    this.borrowings.push({ kind, start, end, path, value });
  }

  #elsewhere(name: string): Anchored | undefined {
    if (!this.uses.has(name)) this.uses.set(name, this.known(name));
    return this.uses.get(name);
  }

  #report(code: string, { start, end }: SourceRange, message: string): void {
    if (this.findings.length >= MOST_FINDINGS) return;
    this.findings.push({ code, message, origin: this.origin, start, end });
  }
}
