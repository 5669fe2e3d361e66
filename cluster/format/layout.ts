import type { Line, Mark } from "./line-tokens";

/** A line as it should stand: undefined for a blank line that is one too many. */
export interface LaidLine {
  readonly text: string | undefined;
  /** Where the top-level entry begins that it belongs to: what may be laid out alone. */
  readonly group: number;
}

/** A list or mapping that is open at a line: the column that it has, and the one that it gets. */
interface Level {
  readonly kind: Mark["kind"];
  readonly was: number;
  readonly is: number;
}

/** Lays lines out: `step` columns a level, one blank after dashes and colons, at most one blank line, comments with what they stand by. */
export function layOut(lines: readonly Line[], step: number): readonly LaidLine[] {
  return new Layout(lines, step).run();
}

class Layout {
  readonly #levels: Level[] = [];
  /** By how much what goes on from each line moves. */
  readonly #moves = new Map<number, number>();
  readonly #laid: LaidLine[] = [];
  #group = 0;
  #wasBlank = true;

  constructor(
    readonly lines: readonly Line[],
    readonly step: number,
  ) {}

  run(): readonly LaidLine[] {
    for (const [index, line] of this.lines.entries()) {
      const column = columnOf(line.text);
      if (line.within === undefined && (line.marks[0]?.column === 0 || line.fixed)) this.#group = index;
      const text = this.#lineText(index, line, column);
      this.#laid.push({ text, group: this.#group });
      this.#wasBlank = (text ?? "").trim() === "";
    }
    for (let last = this.#laid.length - 1; this.#isLooseBlank(last); last -= 1)
      this.#laid[last] = { text: undefined, group: this.#laid[last]?.group ?? 0 };
    return this.#laid;
  }

  #isLooseBlank(index: number): boolean {
    const laid = this.#laid[index];
    return laid !== undefined && (laid.text ?? "") === "" && this.lines[index]?.within === undefined;
  }

  #lineText(index: number, line: Line, column: number): string | undefined {
    const { text, within, marks } = line;
    if (within !== undefined) return this.#inner(line, column, this.#moves.get(within) ?? 0);
    if (text.trim() === "") return this.#wasBlank ? undefined : "";
    if (line.fixed) return text.trimEnd();
    if (text.startsWith("#", column))
      return `${" ".repeat(this.#commentColumn(index, column))}${text.slice(column).trimEnd()}`;
    const placed = marks.length > 0 ? this.#placeMarks(marks) : [];
    const last = placed.at(-1);
    if (last === undefined) return this.#bareLine(index, line, column);
    this.#moves.set(index, last.is - last.was);
    return trimmed(line, rebuilt(line, placed));
  }

  /** A value on a line of its own. */
  #bareLine(index: number, line: Line, column: number): string {
    this.#closeTo(column);
    const above = this.#levels.at(-1);
    const is = above === undefined ? 0 : above.is + this.step;
    this.#moves.set(index, is - column);
    return trimmed(line, `${" ".repeat(is)}${line.text.slice(column)}`);
  }

  #inner(line: Line, column: number, move: number): string {
    const { text } = line;
    if (text.trim() === "") return line.endsInText ? text.slice(0, Math.max(0, text.length + move)) : "";
    return trimmed(line, `${" ".repeat(Math.max(0, column + move))}${text.slice(column)}`);
  }

  #placeMarks(marks: readonly Mark[]): (Mark & Level)[] {
    const placed: (Mark & Level)[] = [];
    for (const mark of marks) {
      const before = placed.at(-1);
      const level = this.#levelOf(mark, before);
      placed.push({ ...mark, ...level });
    }
    return placed;
  }

  #levelOf({ kind, column }: Mark, before: Level | undefined): Level {
    if (before === undefined) {
      this.#closeTo(column + 1);
      // A list may stand in the column of its key: the next key there ends it.
      if (kind === "key" && this.#levels.at(-1)?.kind === "dash" && this.#levels.at(-1)?.was === column)
        this.#levels.pop();
    }
    const above = this.#levels.at(-1);
    if (above?.kind === kind && above.was === column) return above;
    const is = above === undefined ? 0 : above.is + (above.kind === "dash" ? 2 : this.step);
    const level = { kind, was: column, is };
    this.#levels.push(level);
    return level;
  }

  #closeTo(column: number): void {
    while ((this.#levels.at(-1)?.was ?? -1) >= column) this.#levels.pop();
  }

  /** A comment goes with the line after it where it stands in the same column, else with the level that it stands at. */
  #commentColumn(index: number, column: number): number {
    const next = this.lines.slice(index + 1, index + 1 + REACH).find(isContent);
    const kind = next !== undefined && columnOf(next.text) === column ? next.marks[0]?.kind : undefined;
    const own = this.#levels.findLast(
      (level) => level.was === column && (kind === undefined || level.kind === kind),
    );
    if (own !== undefined) return own.is;
    const above = this.#levels.findLast(
      (level) => level.was < column || (level.was === column && kind === "dash"),
    );
    if (above === undefined) return kind === undefined ? column : 0;
    return above.is + (above.kind === "dash" ? 2 : this.step);
  }
}

/** How far a comment looks for the line that it is about. */
const REACH = 50;

function isContent({ text, within }: Line): boolean {
  return within === undefined && text.trim() !== "" && !text.trimStart().startsWith("#");
}

function columnOf(text: string): number {
  return text.length - text.trimStart().length;
}

/** The line's words with the columns that its marks get. */
function rebuilt({ text }: Line, marks: readonly (Mark & Level)[]): string {
  const [first] = marks;
  let built = " ".repeat(first?.is ?? 0);
  for (const [index, mark] of marks.entries()) {
    const next = marks[index + 1];
    const end = next?.was ?? text.length;
    if (mark.kind === "dash") {
      const content = text.slice(mark.was + 1, end).trimStart();
      const comment = content.startsWith("#");
      built +=
        next !== undefined || content === "" ? "- " : comment ? text.slice(mark.was, end) : `- ${content}`;
      continue;
    }
    const { gap } = mark;
    built +=
      gap === undefined
        ? text.slice(mark.was, end)
        : `${text.slice(mark.was, gap.column)} ${text.slice(gap.column + gap.length, end)}`;
  }
  return built;
}

function trimmed(line: Line, text: string): string {
  return line.endsInText ? text : text.trimEnd();
}
