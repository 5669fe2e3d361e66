import type { Finding } from "../finding";
import type { BorrowedValue } from "./borrowed-value";
import type { PlacedMark } from "./placed-marks";
import type { ValueNode } from "./value-node";

/** What a manifest's text means, as it is now. */
export interface ManifestReading {
  readonly root: ValueNode | undefined;
  readonly findings: readonly Finding[];
  /** The text was read in one go, and not to its end: what comes after the fault may be misread. */
  readonly brokenOff: boolean;
  /** It was read piece by piece: what each piece means is its own `value`. */
  readonly byPiece: boolean;
  /** Some top-level entry could not be read: what seems to be missing may be in it. */
  readonly incomplete: boolean;
  /** Values in pieces with a fault: they may be half of what is meant. */
  readonly doubtful: ReadonlySet<ValueNode>;
  /** Top-level lists with an item that has a fault: there may be more items, or fewer. */
  readonly unsureLists: ReadonlySet<string>;
  /** Both sides of a merge are in the text. */
  readonly conflicting: boolean;
  /** Every anchor and alias, in the order of the text. */
  marks(): readonly PlacedMark[];
  /** The anchor or alias at an offset. */
  markAt(offset: number): PlacedMark | undefined;
  /** The alias or merge key at an offset. */
  borrowedAt(offset: number): BorrowedValue | undefined;
  /** The anchors that an alias at an offset may name, with what each stands for where that could be read. */
  anchorsBefore(offset: number): ReadonlyMap<string, ValueNode | undefined>;
  /** The anchors that no alias refers to; each name stands for its last anchor before the alias. */
  unusedAnchors(): readonly PlacedMark[];
}
