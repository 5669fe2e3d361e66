import { opensBlock, type ContentLine } from "./content-lines";
import type { Fault } from "./written-node";

/** A tab among the blanks of the first lines; all that are below it are mended with it. */
export function tabIndentation(lines: readonly ContentLine[], first: number): Fault | undefined {
  const index = lines.slice(0, first).findIndex(({ indent }) => indent.includes("\t"));
  const line = lines[index];
  if (line === undefined) return undefined;
  const tabs = lines.slice(index).filter(({ indent }) => indent.includes("\t"));
  const moved = likelyColumn(line, lines.slice(0, index)) - widthOf(line.indent);
  return {
    code: "yaml-syntax",
    start: line.start + line.indent.indexOf("\t"),
    end: line.start + line.indent.lastIndexOf("\t") + 1,
    message: "Tabs cannot indent YAML. Use spaces.",
    fix: {
      title: "Indent with spaces",
      edits: tabs.map(({ start, indent }) => ({
        start,
        end: start + indent.length,
        newText: " ".repeat(Math.max(0, widthOf(indent) + moved)),
      })),
      safe: true,
    },
  };
}

/** The columns of blanks, where a tab stands for a level. */
function widthOf(indent: string): number {
  return indent.replaceAll("\t", "  ").length;
}

/** The column in which a line most likely goes on after others: that of an open block of its kind, the nearest one. */
function likelyColumn(line: ContentLine, before: readonly ContentLine[]): number {
  const previous = before.at(-1);
  if (previous === undefined) return 0;
  if (opensBlock(previous) && previous.key !== undefined) return previous.column + 2;
  const width = widthOf(line.indent);
  let nearest: number | undefined;
  for (const column of openColumns(before, line.dashes.length > 0))
    if (nearest === undefined || Math.abs(column - width) < Math.abs(nearest - width)) nearest = column;
  return nearest ?? previous.column;
}

/** The columns of the dashes, or of the keys, that may go on after the last line; the innermost first. */
function openColumns(lines: readonly ContentLine[], ofDashes: boolean): readonly number[] {
  const columns: number[] = [];
  let limit = Infinity;
  for (const { indent, dashes, key, column } of [...lines].reverse()) {
    const own = ofDashes ? [...dashes].reverse() : key === undefined ? [] : [column];
    columns.push(...own.filter((each) => each <= limit));
    limit = Math.min(limit, indent.length);
  }
  return columns;
}
