import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Alias,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Finding, RelatedPlace } from "../finding";
import type { SourceRange } from "../source-range";
import type { MappingEntry, MappingNode, ScalarNode, SequenceNode, ValueNode } from "./value-node";

/** More values than this, aliases counted as often as they are used, are not a manifest but an attack or an accident. */
const VALUE_BUDGET = 1_000_000;

/** More findings than this are the echo of one cause. */
const MOST_FINDINGS = 200;

export interface ValueTree {
  readonly root: ValueNode | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Builds our tree from the parser's: aliases and merge keys resolved, duplicate keys and cyclic aliases found.
 * The parser's own `toJS` refuses more than 100 uses of an anchor and is quadratic in keys.
 */
export function buildValueTree(document: Document): ValueTree {
  const builder = new TreeBuilder(document);
  const root = document.contents === null ? undefined : builder.build(document.contents);
  return { root: builder.withinBudget(root) ? root : undefined, findings: builder.findings };
}

class TreeBuilder {
  readonly findings: Finding[] = [];
  readonly #anchors = new Map<string, Node>();
  readonly #built = new Map<Node, ValueNode>();
  readonly #sizes = new Map<ValueNode, number>();
  readonly #open = new Set<Node>();
  #merges = 0;

  constructor(readonly document: Document) {}

  build(node: Node): ValueNode {
    const known = this.#built.get(node);
    if (known !== undefined) return known;
    this.#open.add(node);
    const value = this.#buildNew(node);
    this.#open.delete(node);
    this.#built.set(node, value);
    this.#sizes.set(value, this.#sizeOf(value));
    return value;
  }

  withinBudget(root: ValueNode | undefined): boolean {
    if (root === undefined) return true;
    const size = this.#sizes.get(root) ?? 1;
    if (size <= VALUE_BUDGET && this.#merges <= VALUE_BUDGET) return true;
    const what = size > VALUE_BUDGET ? "aliases" : "merge keys '<<'";
    this.#report(
      "yaml-too-large",
      { start: 0, end: 0 },
      `The ${what} of this file stand for more than a million values. Use fewer of them.`,
    );
    return false;
  }

  #buildNew(node: Node): ValueNode {
    // Anchors count from the place where they stand, as YAML has it: a later one of the same name replaces the former.
    if (!isAlias(node) && node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    if (isMap(node)) return this.#mapping(node);
    if (isSeq(node)) return this.#sequence(node);
    if (isAlias(node)) return this.#alias(node);
    return this.#scalar(node);
  }

  #scalar(node: Scalar): ScalarNode {
    const value = node.value;
    const plain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    // Offsets of a big number's or date's digits are kept; its text stands for it.
    const shown = plain ? value : value === null || value === undefined ? null : (node.source ?? "");
    return { kind: "scalar", range: rangeOf(node), value: shown, source: node.source ?? "" };
  }

  #sequence(node: YAMLSeq): SequenceNode {
    const items = node.items.map((item) => this.build(item as Node));
    return { kind: "sequence", range: rangeOf(node), style: node.flow === true ? "flow" : "block", items };
  }

  #mapping(node: YAMLMap): MappingNode {
    const entries = new Map<string, MappingEntry>();
    const merges: { readonly value: ValueNode; readonly at: SourceRange }[] = [];
    for (const pair of node.items) {
      if (!isPair(pair)) continue;
      const key = keyOf(pair);
      if (key === undefined) {
        this.#report(
          "yaml-key",
          rangeOf(pair.key as Node | null),
          "A key must be a word, not a list or a mapping.",
        );
        continue;
      }
      const value = this.#valueOf(pair);
      if (key.text === "<<" && key.plain) {
        merges.push({ value, at: key.range });
        continue;
      }
      const first = entries.get(key.text);
      if (first === undefined) {
        entries.set(key.text, { key: key.text, keyRange: key.range, value, merged: false });
      } else {
        this.#report(
          "yaml-duplicate-key",
          key.range,
          `'${key.text}' is here twice; only one can count. Remove one of them.`,
          [{ range: first.keyRange, message: `'${key.text}' for the first time` }],
        );
      }
    }
    this.#merge(merges, entries);
    return {
      kind: "mapping",
      range: rangeOf(node),
      style: node.flow === true ? "flow" : "block",
      entries: [...entries.values()],
    };
  }

  #valueOf(pair: Pair): ValueNode {
    if (pair.value !== null && pair.value !== undefined) return this.build(pair.value as Node);
    const end = rangeOf(pair.key as Node | null).end;
    return { kind: "scalar", range: { start: end, end }, value: null, source: "" };
  }

  /** Adds what the merge keys bring: a mapping's own entries win over merged ones, and earlier ones over later ones. */
  #merge(
    merges: readonly { readonly value: ValueNode; readonly at: SourceRange }[],
    entries: Map<string, MappingEntry>,
  ): void {
    const seen = new Set<ValueNode>();
    for (const { value, at } of merges) {
      for (const source of value.kind === "sequence" ? value.items : [value]) {
        if (seen.has(source)) continue;
        seen.add(source);
        if (source.kind !== "mapping") {
          this.#report("yaml-merge", at, "'<<' takes a mapping, or a list of mappings.");
          continue;
        }
        for (const entry of source.entries) {
          this.#merges += 1;
          if (this.#merges > VALUE_BUDGET) return;
          if (!entries.has(entry.key)) entries.set(entry.key, { ...entry, merged: true });
        }
      }
    }
  }

  #alias(node: Alias): ValueNode {
    const target = this.#anchors.get(node.source);
    const range = rangeOf(node);
    const nothing: ScalarNode = { kind: "scalar", range, value: null, source: "" };
    // A password that begins with '*' looks like an alias too: the message does not repeat it.
    if (target === undefined) {
      this.#report("yaml-alias", range, "There is no anchor of this name before this place.");
      return nothing;
    }
    if (this.#open.has(target)) {
      this.#report(
        "yaml-alias",
        range,
        `'*${node.source}' stands inside its own anchor; that would never end.`,
      );
      return nothing;
    }
    return this.build(target);
  }

  #sizeOf(node: ValueNode): number {
    if (node.kind === "scalar") return 1;
    const children = node.kind === "mapping" ? node.entries.map((entry) => entry.value) : node.items;
    return children.reduce((sum, child) => sum + (this.#sizes.get(child) ?? 1), 1);
  }

  #report(code: string, range: SourceRange, message: string, related: readonly RelatedPlace[] = []): void {
    // The last one to be told is always that the file is too large.
    if (this.findings.length >= MOST_FINDINGS && code !== "yaml-too-large") return;
    this.findings.push({ code, severity: "error", message, range, related, fixes: [] });
  }
}

function rangeOf(node: Node | null | undefined): SourceRange {
  const range = node?.range;
  return range === undefined || range === null ? { start: 0, end: 0 } : { start: range[0], end: range[1] };
}

function keyOf(pair: Pair): { text: string; plain: boolean; range: SourceRange } | undefined {
  if (!isScalar(pair.key)) return undefined;
  const value = pair.key.value;
  const text = typeof value === "string" ? value : (pair.key.source ?? "");
  return { text, plain: pair.key.type === "PLAIN", range: rangeOf(pair.key) };
}
