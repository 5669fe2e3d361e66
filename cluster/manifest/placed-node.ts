import type { SourceRange } from "../source-range";
import type { Origin } from "./piece";
import type { MappingEntry, MappingNode, ScalarNode, SequenceNode, ValueNode } from "./value-node";

/** A place in the manifest that moves with the piece that it is in. */
class Placed {
  constructor(
    readonly origin: Origin,
    readonly from: number,
    readonly to: number,
  ) {}

  get range(): SourceRange {
    const { start } = this.origin;
    return { start: start + this.from, end: start + this.to };
  }
}

export class PlacedScalar extends Placed implements ScalarNode {
  readonly kind = "scalar";

  constructor(
    origin: Origin,
    from: number,
    to: number,
    readonly value: ScalarNode["value"],
    readonly source: string,
    readonly quoted: boolean,
  ) {
    super(origin, from, to);
  }
}

export class PlacedSequence extends Placed implements SequenceNode {
  readonly kind = "sequence";

  constructor(
    origin: Origin,
    from: number,
    to: number,
    readonly style: "block" | "flow",
    readonly items: readonly ValueNode[],
  ) {
    super(origin, from, to);
  }
}

export class PlacedMapping extends Placed implements MappingNode {
  readonly kind = "mapping";

  constructor(
    origin: Origin,
    from: number,
    to: number,
    readonly style: "block" | "flow",
    readonly entries: readonly MappingEntry[],
  ) {
    super(origin, from, to);
  }
}

export class PlacedEntry implements MappingEntry {
  constructor(
    readonly origin: Origin,
    readonly from: number,
    readonly to: number,
    readonly key: string,
    readonly value: ValueNode,
    /** How many values it holds, aliases counted as often as they are used. */
    readonly size: number,
    readonly merged: boolean,
  ) {}

  get keyRange(): SourceRange {
    const { start } = this.origin;
    return { start: start + this.from, end: start + this.to };
  }

  /** The same entry as a merge key brings it in. */
  asMerged(): PlacedEntry {
    const { origin, from, to, key, value, size } = this;
    return this.merged ? this : new PlacedEntry(origin, from, to, key, value, size, true);
  }

  withValue(value: ValueNode): PlacedEntry {
    const { origin, from, to, key, size, merged } = this;
    return new PlacedEntry(origin, from, to, key, value, size, merged);
  }
}

/** The whole manifest; it ends with the entry that is written last, wherever that is by now. */
export class RootMapping implements MappingNode {
  readonly kind = "mapping";
  readonly style = "block";

  constructor(
    readonly origin: Origin,
    readonly entries: readonly MappingEntry[],
    readonly last: MappingEntry | undefined,
  ) {}

  get range(): SourceRange {
    const { start } = this.origin;
    return { start, end: Math.max(start, this.last?.value.range.end ?? start) };
  }

  /** The same manifest with another entry in the place of one. */
  withEntry(was: MappingEntry, is: MappingEntry): RootMapping {
    const entries = this.entries.map((entry) => (entry === was ? is : entry));
    return new RootMapping(this.origin, entries, this.last === was ? is : this.last);
  }
}
