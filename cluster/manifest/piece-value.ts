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
  /** What it was built from, kept where it may have to be built again. */
  readonly written: WrittenNode | undefined;
}
