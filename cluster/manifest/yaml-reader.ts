import {
  Composer,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Parser,
  type CST,
  type Document,
  type DocumentOptions,
  type Node,
  type Pair,
  type ParseOptions,
  type Scalar,
  type SchemaOptions,
  type YAMLMap,
} from "yaml";
import { tooDeep } from "./nesting-depth";
import { TOO_DEEP, unreadableCharacter, yamlFault } from "./yaml-fault";
import type { Mark, Reading, WrittenNode, WrittenPair, WrittenScalar } from "./written-node";

const OPTIONS: ParseOptions & DocumentOptions & SchemaOptions = {
  uniqueKeys: false,
  merge: false,
  logLevel: "silent",
  prettyErrors: false,
  version: "1.2",
  schema: "core",
};

/** Reads any text with the whole of YAML; the authority for what a text means. */
export function readYaml(text: string): Reading {
  const tokens = [...new Parser().parse(text)];
  // The composer calls itself for each level: deep enough, it ends the whole process.
  const deep = tooDeep(tokens);
  if (deep !== undefined) {
    const fault = { code: "yaml-syntax", start: deep, end: deep + 1, message: TOO_DEEP, certain: true };
    return { written: undefined, fault, marks: [] };
  }
  const [first, second, ...more] = new Composer(OPTIONS).compose(tokens);
  const [error] = [first, second, ...more].flatMap((document) => document?.errors ?? []);
  const fault = unreadableCharacter(text) ?? (error && yamlFault(error, text.length));
  const contents = first?.contents ?? undefined;
  return {
    written: contents === undefined ? undefined : written(contents),
    fault,
    marks: marksOf(tokens),
    second: second === undefined ? undefined : secondStart(second, text),
  };
}

function secondStart(document: Document, text: string): { start: number; end: number } {
  const start = document.range?.[0] ?? 0;
  const length = text.slice(start).search(/[\r\n]/);
  return { start, end: length < 0 ? text.length : start + length };
}

function written(node: Node): WrittenNode {
  const anchor = isAlias(node) ? undefined : node.anchor;
  const { start, end } = rangeOf(node);
  if (isMap(node)) {
    const pairs = node.items.filter((item) => isPair(item)).map((pair) => writtenPair(pair, node));
    const style = node.flow === true ? "flow" : "block";
    return {
      kind: "mapping",
      style,
      start,
      end: lastEnd(
        pairs.map(({ value }) => value.end),
        style === "flow" ? end : start,
      ),
      anchor,
      pairs,
    };
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => written(item as Node));
    const style = node.flow === true ? "flow" : "block";
    return {
      kind: "sequence",
      style,
      start,
      end: lastEnd(
        items.map((item) => item.end),
        style === "flow" ? end : start,
      ),
      anchor,
      items,
    };
  }
  if (isAlias(node)) return { kind: "alias", start, end, name: node.source };
  return writtenScalar(node, anchor);
}

/**
 * A block ends with its last value, not with the comments and blank lines below it. A flow collection ends with its
 * bracket; where text goes on behind that, the parser may still put it into the collection.
 */
function lastEnd(ends: readonly number[], least: number): number {
  return Math.max(least, ends.at(-1) ?? least);
}

function writtenScalar(node: Scalar, anchor: string | undefined): WrittenScalar {
  const { value } = node;
  const plain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  const source = node.source ?? "";
  // A big number or a date is kept as its text.
  const shown = plain ? value : value === null || value === undefined ? null : source;
  const quoted = node.type !== undefined && node.type !== "PLAIN";
  return { kind: "scalar", ...rangeOf(node), anchor, value: shown, source, quoted };
}

function writtenPair(pair: Pair, mapping: YAMLMap): WrittenPair {
  const key = pair.key as Node | null;
  const { start, end } = key === null ? rangeOf(mapping) : rangeOf(key);
  const word = isScalar(key) ? key : undefined;
  const text = typeof word?.value === "string" ? word.value : word?.source;
  return {
    key: word === undefined ? undefined : (text ?? ""),
    plain: word?.type === "PLAIN",
    start,
    end,
    value: writtenValue(pair.value as Node | null | undefined, end),
  };
}

/** What is not written stands at the end of its key. */
function writtenValue(node: Node | null | undefined, keyEnd: number): WrittenNode {
  const nothing = node === null || node === undefined;
  if (!nothing && !(isScalar(node) && isEmpty(node))) return written(node);
  return {
    kind: "scalar",
    start: keyEnd,
    end: keyEnd,
    anchor: node?.anchor,
    value: null,
    source: "",
    quoted: false,
  };
}

function isEmpty(node: Scalar): boolean {
  const range = node.range ?? [0, 0, 0];
  return node.value === null && range[0] === range[1];
}

function rangeOf(node: Node): { start: number; end: number } {
  const range = node.range ?? [0, 0, 0];
  return { start: range[0], end: range[1] };
}

/** What any of the parser's tokens may have. */
interface TokenParts {
  readonly type?: string;
  readonly source?: string;
  readonly offset?: number;
  readonly start?: unknown;
  readonly items?: unknown;
  readonly key?: unknown;
  readonly sep?: unknown;
  readonly value?: unknown;
  readonly end?: unknown;
  readonly props?: unknown;
}

/** Every anchor and alias, in the order of the text. Without recursion, as deep as the text may be. */
function marksOf(tokens: readonly CST.Token[]): Mark[] {
  const marks: Mark[] = [];
  const open: unknown[] = [...tokens];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Array.isArray(next)) {
      for (const one of next as unknown[]) open.push(one);
    } else if (typeof next === "object" && next !== null) {
      const token = next as TokenParts;
      if ((token.type === "anchor" || token.type === "alias") && token.source !== undefined) {
        const start = token.offset ?? 0;
        marks.push({
          kind: token.type,
          name: token.source.slice(1),
          start,
          end: start + token.source.length,
        });
      } else {
        for (const child of [
          token.start,
          token.items,
          token.key,
          token.sep,
          token.value,
          token.end,
          token.props,
        ]) {
          if (typeof child === "object" && child !== null) open.push(child);
        }
      }
    }
  }
  return marks.sort((one, other) => one.start - other.start);
}
