import { contentLines, opensBlock, type ContentLine } from "./content-lines";
import { isManifestKey, keysAt, schemaAt } from "./manifest-schema";
import type { Piece } from "./piece";
import type { PieceFault } from "./piece-value";
import type { Surroundings } from "./wrong-indentation";
import type { Fault } from "./written-node";

/** The columns of a dash and its blank. */
const DASH = 2;

/** The lists of a manifest whose items are mappings. */
const LISTS: ReadonlySet<string> = new Set(
  ["masterNodes", "mediaNodes"].flatMap((list) => [
    list,
    ...[...keysAt([list, 0]).keys()].filter((key) => schemaAt([list, 0, key, 0])?.properties !== undefined),
  ]),
);

/** An item, or a list's first one, that has no dash: among the lines up to one of this index. */
export function missingDash(
  lines: readonly ContentLine[],
  surroundings: Surroundings,
  last: number,
): Fault | undefined {
  return (
    (surroundings === "item" ? missingNextDash(lines, last) : undefined) ?? missingFirstDash(lines, last)
  );
}

/** A line in the column of the item's dash that begins as the item does. */
function missingNextDash(lines: readonly ContentLine[], last: number): Fault | undefined {
  const [item] = lines;
  if (item?.key === undefined || item.dashes.length === 0) return undefined;
  const next = lines
    .slice(1, last + 1)
    .find(({ key, dashes, indent }) => key === item.key && dashes.length === 0 && indent === item.indent);
  return next && withoutDash(next, item.indent.length, "each item of a list begins with one.");
}

function withoutDash(line: ContentLine, dash: number, why: string): Fault {
  const start = line.start + line.indent.length;
  return {
    code: "yaml-syntax",
    start,
    end: start + (line.key?.length ?? 1),
    message: `A '-' is missing in front of '${line.key ?? ""}': ${why}`,
    fix: {
      title: "Put a '-' in front of it",
      edits: [{ start: line.start, end: start, newText: `${" ".repeat(dash)}- ` }],
    },
  };
}

/** A list whose first item has no dash, while one below it has. */
function missingFirstDash(lines: readonly ContentLine[], last: number): Fault | undefined {
  for (const [index, list] of lines.slice(0, last).entries()) {
    const first = lines[index + 1];
    if (list.key === undefined || !LISTS.has(list.key) || !opensBlock(list)) continue;
    if (first?.key === undefined || first.dashes.length > 0) continue;
    // Blanks were written for the dash, or it went with its blank.
    const columns = [first.indent.length - DASH, first.indent.length];
    const next = lines
      .slice(index + 2)
      .find(({ dashes, indent }) => dashes.length > 0 && columns.includes(indent.length));
    if (next !== undefined)
      return withoutDash(first, next.indent.length, `each item of '${list.key}' begins with one.`);
  }
  return undefined;
}

/** A key of an item that stands in the first column, where the item's list goes on below it. */
export function outdentedKey(lines: readonly ContentLine[], last: number): Fault | undefined {
  const [first] = lines;
  if (first?.key === undefined || first.indent !== "" || keysAt([]).has(first.key)) return undefined;
  const next = lines.slice(1, last + 1).find(({ dashes }) => dashes.length > 0);
  if (!isManifestKey(first.key) || next === undefined || next.indent === "") return undefined;
  const column = next.indent.length + DASH;
  return {
    code: "yaml-syntax",
    start: first.start,
    end: first.start + first.key.length,
    message: `'${first.key}' stands in the first column, and is no key of a manifest's top level. Indent it like the lines above it.`,
    fix: {
      title: "Indent it as a key of the item above",
      edits: [{ start: first.start, end: first.start, newText: " ".repeat(column) }],
    },
  };
}

/**
 * An item in which another one seems to go on, because that has no dash: its keys begin anew. One finding then stands
 * for all the keys that are there twice. Undefined where the item is not like that.
 */
export function itemsRunTogether(piece: Piece, findings: readonly PieceFault[]): PieceFault | undefined {
  const lines = contentLines(piece.text);
  const [item] = lines;
  if (item?.key === undefined || item.dashes.length === 0) return undefined;
  const begins = lines.slice(1).find(({ key, indent }) => key === item.key && indent.length === item.column);
  if (begins === undefined) return undefined;
  const start = begins.start + begins.indent.length;
  const twice = findings.filter(({ code }) => code === "yaml-duplicate-key");
  const first = twice.find((finding) => finding.start === start);
  if (first === undefined || twice.length < 2 || twice.length < findings.length) return undefined;
  const indent = " ".repeat(Math.max(0, item.column - DASH));
  return {
    ...first,
    message: `'${item.key}' is here twice, and so are the keys below it. Is a '-' missing in front of this one?`,
    fix: {
      title: "Put a '-' in front of it",
      edits: [{ start: begins.start, end: start, newText: `${indent}- ` }],
    },
  };
}
