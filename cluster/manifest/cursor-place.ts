import type { Path, SourceRange } from "../source-range";

/** What every place has: the text that a completion replaces, and what must stand around the new text. */
interface Written {
  /** What is replaced: the half-typed word, or nothing. It is on one line and the cursor is in it. */
  readonly range: SourceRange;
  /** Comes before the new text: a blank, a line break with indentation, a dash. */
  readonly before: string;
  /** Comes after it: a comma, closing brackets. */
  readonly after: string;
  readonly style: "block" | "flow";
}

/** A place where a key of a mapping may be written. */
export interface KeyPlace extends Written {
  readonly kind: "key";
  /** The mapping that the key belongs to. */
  readonly path: Path;
  /** The mapping's other keys. */
  readonly present: ReadonlySet<string>;
  /** In block style: the column of the mapping's keys. */
  readonly indent: number;
  /** What follows the key already: nothing, its colon, or its children on the lines below without a colon. */
  readonly followedBy: "nothing" | "colon" | "children";
}

/** A place where a scalar may be written. */
export interface ValuePlace extends Written {
  readonly kind: "value";
  readonly path: Path;
  /** The quote that the replaced text begins with. */
  readonly quote: '"' | "'" | undefined;
  /** The other scalars of the same list. */
  readonly siblings: ReadonlySet<string>;
}

/** A place where an alias stands, or the sign of one that is not there yet. */
export interface AliasPlace extends Written {
  readonly kind: "alias";
  /** The value that the alias stands for. */
  readonly path: Path;
  /** The other aliases and scalars of the same list. */
  readonly siblings: ReadonlySet<string>;
}

/**
 * One reading of what may be written at the cursor. After `key:` several are possible (a value, a key one level
 * deeper, a list's item); the schema tells which of them makes sense.
 */
export type CursorPlace = KeyPlace | ValuePlace | AliasPlace;
