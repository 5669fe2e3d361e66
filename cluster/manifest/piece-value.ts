import type { Path } from "../source-range";
import type { Origin } from "./piece";
import type { ValueNode } from "./value-node";
import type { FaultFix, Mark, WrittenNode } from "./written-node";

/** Something wrong in a piece; its places move with their pieces. */
export interface PieceFault {
  readonly code: string;
  readonly message: string;
  readonly origin: Origin;
  readonly start: number;
  readonly end: number;
  readonly fix?: FaultFix | undefined;
  readonly related?: {
    readonly origin: Origin;
    readonly start: number;
    readonly end: number;
    readonly message: string;
  };
}

/** What an anchor stands for. */
export interface Anchored {
  readonly value: ValueNode;
  /** How many values it holds, aliases counted as often as they are used. */
  readonly size: number;
}

/** A place that takes a value written elsewhere: an alias `*name`, or the key `<<` with all that it brings. */
export interface Borrowing {
  readonly kind: "alias" | "merge";
  /** Counted from the piece's start; a merge key's place is the key's. */
  readonly start: number;
  readonly end: number;
  /** The way to it from the piece's value; the merge key is a step like any other. */
  readonly path: Path;
  /** What it stands for; for a merge key the mapping, or the list of mappings, after it. */
  readonly value: ValueNode;
}

/** What a piece means, its aliases resolved. */
export interface PieceValue {
  readonly value: ValueNode | undefined;
  /** What YAML does not allow: the piece may mean something else. */
  readonly fault: PieceFault | undefined;
  /** What is wrong though YAML can read it: a key that is there twice, an alias of nothing. */
  readonly findings: readonly PieceFault[];
  readonly marks: readonly Mark[];
  readonly size: number;
  /** How many entries its merge keys brought in. */
  readonly merges: number;
  /** The anchors that it defines, the last one of a name. */
  readonly anchors: ReadonlyMap<string, Anchored>;
  /** What the aliases of other pieces' anchors were when it was built. */
  readonly uses: ReadonlyMap<string, Anchored | undefined>;
  /** Every alias and merge key that was understood. */
  readonly borrowings: readonly Borrowing[];
  /** What it was built from, kept where it may have to be built again. */
  readonly written: WrittenNode | undefined;
}

/** The item of a piece that is sound and has neither anchors nor aliases: nothing else depends on what it is. */
export function plainItem({ value, fault, findings, marks }: PieceValue): ValueNode | undefined {
  if (fault !== undefined || findings.length > 0 || marks.length > 0) return undefined;
  return value?.kind === "sequence" ? value.items[0] : undefined;
}
