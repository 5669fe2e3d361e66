/**
 * A piece of a manifest as it is written: aliases are names, merge keys are keys. Both readers answer this.
 * All positions are counted from the start of the text that was read.
 */
export type WrittenNode = WrittenScalar | WrittenMapping | WrittenSequence | WrittenAlias;

interface Written {
  readonly start: number;
  readonly end: number;
  /** The name of its anchor, where it has one. */
  readonly anchor?: string | undefined;
}

export interface WrittenScalar extends Written {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  /** Its text without quotes; empty where nothing is written. */
  readonly source: string;
  readonly quoted: boolean;
}

export interface WrittenMapping extends Written {
  readonly kind: "mapping";
  readonly style: "block" | "flow";
  readonly pairs: readonly WrittenPair[];
}

export interface WrittenPair {
  /** Undefined where the key is not a word. */
  readonly key: string | undefined;
  /** Whether it is written without quotes: only then `<<` is a merge key. */
  readonly plain: boolean;
  readonly start: number;
  readonly end: number;
  readonly value: WrittenNode;
}

export interface WrittenSequence extends Written {
  readonly kind: "sequence";
  readonly style: "block" | "flow";
  readonly items: readonly WrittenNode[];
}

export interface WrittenAlias extends Written {
  readonly kind: "alias";
  readonly name: string;
}

/** An anchor `&name` or an alias `*name`; its range takes in the sign. */
export interface Mark {
  readonly kind: "anchor" | "alias";
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** What YAML does not allow, in people's words. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** Whether the place is known to be its cause, whatever else stands around it. */
  readonly certain?: boolean;
  readonly fix?: FaultFix;
}

/** What mends a fault; its places are counted like the fault's. */
export interface FaultFix {
  readonly title: string;
  readonly edits: readonly { readonly start: number; readonly end: number; readonly newText: string }[];
  /** Nothing but what was surely meant, where it leaves what YAML can read. */
  readonly safe?: true;
}

/** What a text was read as. */
export interface Reading {
  /** Undefined where nothing is written, or nothing can be read. */
  readonly written: WrittenNode | undefined;
  /** The first thing that YAML does not allow: what follows it is mostly its echo. */
  readonly fault: Fault | undefined;
  readonly marks: readonly Mark[];
  /** Where a second document starts. */
  readonly second?: { readonly start: number; readonly end: number } | undefined;
}
