import { LineCounter, parseAllDocuments, type Document } from "yaml";
import type { Finding } from "../finding";
import type { Path, SourceRange, TextChange, TextPosition } from "../source-range";
import { buildValueTree, type ValueTree } from "./value-tree";
import { childOf, entryOf, type ValueNode } from "./value-node";

interface Reading extends ValueTree {
  readonly lines: LineCounter;
}

/**
 * The only owner of a manifest's text and tree; nobody else parses. Any text can be opened: what is wrong with it
 * is in `syntaxFindings`, and `root` is as much of it as could be read.
 */
export class ManifestDocument {
  #text: string;
  #reading: Reading | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** Applies the changes in order, each on the text that the former left. */
  edit(changes: readonly TextChange[]): void {
    for (const { range, newText } of changes) {
      this.#text = this.#text.slice(0, range.start) + newText + this.#text.slice(range.end);
    }
    this.#reading = undefined;
  }

  /** The whole manifest's value; undefined where the file is empty or cannot be read at all. */
  get root(): ValueNode | undefined {
    return this.#read().root;
  }

  /** What YAML itself does not allow, one finding for one cause. */
  get syntaxFindings(): readonly Finding[] {
    return this.#read().findings;
  }

  nodeAtPath(path: Path): ValueNode | undefined {
    return path.reduce<ValueNode | undefined>((node, step) => childOf(node, step), this.root);
  }

  /**
   * Where a value, or its key, is written. For what is not there: the nearest thing around it that is
   * (its key where it has one), so that a finding about something missing has a place.
   */
  rangeOf(path: Path, part: "key" | "value"): SourceRange {
    const last = path.at(-1);
    if (last === undefined) return firstLine(this.#text);
    const parentPath = path.slice(0, -1);
    const parent = this.nodeAtPath(parentPath);
    const node = childOf(parent, last);
    if (node === undefined) return this.rangeOf(parentPath, "key");
    const entry = typeof last === "string" ? entryOf(parent, last) : undefined;
    if (part === "key" && entry !== undefined) return entry.keyRange;
    if (part === "key" && node.kind === "mapping") return node.entries[0]?.keyRange ?? node.range;
    return node.range.end > node.range.start ? node.range : (entry?.keyRange ?? node.range);
  }

  positionAt(offset: number): TextPosition {
    const position = this.#read().lines.linePos(Math.max(0, Math.min(offset, this.#text.length)));
    // The counter counts from 1, and says line 0 before anything was read.
    return { line: Math.max(0, position.line - 1), character: Math.max(0, position.col - 1) };
  }

  offsetAt(position: TextPosition): number {
    const starts = this.#read().lines.lineStarts;
    const start = starts[position.line];
    if (start === undefined) return this.#text.length;
    const next = starts[position.line + 1];
    const lineEnd = next === undefined ? this.#text.length : next - 1;
    return Math.max(start, Math.min(start + position.character, lineEnd));
  }

  #read(): Reading {
    this.#reading ??= readText(this.#text);
    return this.#reading;
  }
}

function readText(text: string): Reading {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines.addNewLine(at + 1);
  const documents = parseAllDocuments(text, {
    uniqueKeys: false,
    merge: false,
    logLevel: "silent",
    prettyErrors: false,
    version: "1.2",
    schema: "core",
    keepSourceTokens: true,
  });
  const [first, second] = Array.isArray(documents) ? documents : [];
  if (first === undefined) return { lines, root: undefined, findings: [] };
  const tree = buildValueTree(first);
  const findings = [...first.errors.slice(0, 1).map((error) => syntaxFinding(error, text)), ...tree.findings];
  if (second !== undefined && first.errors.length === 0) findings.push(secondDocument(second));
  return { lines, root: tree.root, findings };
}

/** Only the parser's first error is told: what follows it is mostly its echo. */
function syntaxFinding(error: Document["errors"][number], text: string): Finding {
  const start = Math.min(error.pos[0], text.length);
  const range = { start, end: Math.max(Math.min(error.pos[1], text.length), start) };
  const message =
    error.code === "TAB_AS_INDENT" ? "Tabs cannot indent YAML. Use spaces." : `${error.message.trim()}.`;
  return {
    code: "yaml-syntax",
    severity: "error",
    message: message.replace(/\.\.$/, "."),
    range,
    related: [],
    fixes: [],
  };
}

function secondDocument(document: Document): Finding {
  const start = document.range?.[0] ?? 0;
  return {
    code: "yaml-second-document",
    severity: "error",
    message: "A manifest is one YAML document. Put a second cluster into a file of its own.",
    range: { start, end: start },
    related: [],
    fixes: [],
  };
}

function firstLine(text: string): SourceRange {
  const end = text.indexOf("\n");
  return { start: 0, end: end < 0 ? text.length : end };
}
