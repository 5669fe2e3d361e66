import { opensBlock, type ContentLine } from "./content-lines";
import { keysAt } from "./manifest-schema";
import type { Path } from "../source-range";
import type { Fault } from "./written-node";

/** A mapping or list that goes on, and the column that its keys or dashes stand in. */
interface Block {
  readonly kind: "mapping" | "list";
  readonly column: number;
  readonly path: Path;
  /** The line that it began with, where it has no other one yet. */
  readonly only: ContentLine | undefined;
}

/** Where the lines stand in the manifest. */
export type Surroundings = "whole" | "item";

/** The first line that is indented otherwise than what it belongs to, up to the line of this index. */
export function wrongIndentation(
  lines: readonly ContentLine[],
  surroundings: Surroundings,
  last: number,
): Fault | undefined {
  const reader = new IndentationReader(lines, surroundings);
  return reader.read(last);
}

class IndentationReader {
  readonly #open: Block[] = [{ kind: "mapping", column: 0, path: [], only: undefined }];

  constructor(
    readonly lines: readonly ContentLine[],
    surroundings: Surroundings,
  ) {
    const [first] = lines;
    // Media nodes have every key that master nodes have.
    if (surroundings === "item" && first !== undefined)
      this.#push({ kind: "list", column: first.indent.length, path: ["mediaNodes"], only: undefined });
  }

  read(last: number): Fault | undefined {
    let previous: ContentLine | undefined;
    for (const [index, line] of this.lines.entries()) {
      // After a line that is neither key nor item nobody knows what the next one belongs to.
      if (index > last || (line.key === undefined && line.dashes.length === 0)) return undefined;
      const fault = this.#place(line, previous, index);
      if (fault !== undefined) return fault;
      previous = line;
      this.#enter(line);
    }
    return undefined;
  }

  /** Goes to the block that the line is in, or says why there is none. */
  #place(line: ContentLine, previous: ContentLine | undefined, index: number): Fault | undefined {
    const column = line.indent.length;
    const kind = line.dashes.length > 0 ? "list" : "mapping";
    const inner = this.#open.at(-1);
    if (previous === undefined) {
      // The first line tells the column of all; another one in the first column tells that it is wrong itself.
      const outer = this.lines.slice(1).some((other) => other.indent === "" && other.key !== undefined);
      return column > 0 && outer && kind === "mapping" && this.#open.length === 1
        ? this.#blame(index, 0)
        : undefined;
    }
    if (inner === undefined) return undefined;
    const below = opensBlock(previous);
    if (below && (column > inner.column || (kind === "list" && column === inner.column))) {
      this.#push({ kind, column, path: this.#pathBelow(previous, inner), only: line });
      return undefined;
    }
    if (
      column <= inner.column &&
      this.#open.some((block) => block.kind === kind && block.column === column)
    ) {
      while (this.#open.at(-1)?.column !== column || this.#open.at(-1)?.kind !== kind) this.#open.pop();
      const block = this.#open.pop();
      if (block !== undefined) this.#push({ ...block, only: undefined });
      return undefined;
    }
    return this.#misfit(line, kind, index);
  }

  #misfit(line: ContentLine, kind: Block["kind"], index: number): Fault | undefined {
    const column = line.indent.length;
    const candidates = this.#open.filter((block) => block.kind === kind);
    const fitting = candidates.filter((block) => kind === "list" || keysAt(block.path).has(line.key ?? ""));
    const inner = this.#open.at(-1);
    // Where only one line stands deeper, and this one belongs to it, that one is wrong.
    const { only } = inner ?? {};
    const goesOn = this.lines[index + 1]?.indent.length === inner?.column;
    const wronglyBegun = only?.dashes.length === 0 && !goesOn;
    if (inner?.kind === kind && wronglyBegun && column < inner.column && fitting.at(-1) === inner)
      return this.#blame(this.lines.indexOf(only), column);
    const near = nearestColumn(fitting.length > 0 ? fitting : candidates, column);
    return near === undefined ? undefined : this.#blame(index, near);
  }

  #enter(line: ContentLine): void {
    const block = this.#open.at(-1);
    if (block === undefined) return;
    let { path } = block;
    for (const dash of line.dashes.slice(1)) {
      path = [...path, 0];
      this.#push({ kind: "list", column: dash, path, only: undefined });
    }
    if (line.dashes.length > 0 && line.key !== undefined)
      this.#push({ kind: "mapping", column: line.column, path: [...path, 0], only: line });
  }

  #pathBelow(line: ContentLine, inner: Block): Path {
    return line.key === undefined ? [...inner.path, 0] : [...inner.path, line.key];
  }

  #push(block: Block): void {
    this.#open.push(block);
  }

  #blame(index: number, column: number): Fault | undefined {
    const line = this.lines[index];
    if (line === undefined) return undefined;
    const [from, to] = [line.indent.length, column];
    const much = spaces(Math.abs(from - to));
    const what = line.dashes.length > 0 ? "This '-'" : `'${line.key ?? ""}'`;
    const how = from > to ? `${much} too deep` : `${much} too little`;
    const start = line.start + from;
    return {
      code: "yaml-syntax",
      start,
      end: start + (line.dashes.length > 0 ? 1 : (line.key?.length ?? 1)),
      message: `${what} is indented ${how}: what belongs together starts in one column.`,
      fix: {
        title: from > to ? `Indent ${much} less` : `Indent ${much} more`,
        edits: [line, ...this.#movedWith(index, to - from)].map((moved) => ({
          start: moved.start,
          end: moved.start + moved.indent.length,
          newText: " ".repeat(moved.indent.length + to - from),
        })),
      },
    };
  }

  /** The lines below a line that have to go with it, so that they still belong to it. */
  #movedWith(index: number, shift: number): readonly ContentLine[] {
    const line = this.lines[index];
    if (line === undefined) return [];
    const after = this.lines.slice(index + 1);
    const end = after.findIndex((other) => other.indent.length <= line.indent.length);
    const below = end < 0 ? after : after.slice(0, end);
    const [first] = below;
    if (first === undefined || (line.dashes.length === 0 && !opensBlock(line))) return [];
    const goes =
      line.dashes.length > 0
        ? first.column === line.column
        : first.indent.length <= line.indent.length + shift;
    return goes ? below : [];
  }
}

function nearestColumn(blocks: readonly Block[], column: number): number | undefined {
  const far = (block: Block): number => Math.abs(block.column - column);
  return [...blocks].sort((one, other) => far(one) - far(other))[0]?.column;
}

function spaces(count: number): string {
  const word = ["no", "one", "two", "three", "four"][count] ?? String(count);
  return `${word} ${count === 1 ? "space" : "spaces"}`;
}
