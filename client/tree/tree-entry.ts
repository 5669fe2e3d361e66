import type { Icon } from "./node-words";

/** What a click on an entry does. */
export interface EntryCommand {
  readonly id: string;
  readonly title: string;
  readonly arguments: readonly unknown[];
}

/** One row of the tree, without VS Code. */
export interface TreeEntry {
  /** Stable over every change of state; holds no text that changes. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly icon?: Icon;
  /** Words for `when` clauses, as `node master running`. */
  readonly context: string;
  /** Undefined for a row without children. */
  readonly open?: "expanded" | "collapsed";
  /** What a screen reader says. */
  readonly spoken: string;
  /** Markdown, made only when somebody asks. */
  readonly tooltip?: () => string;
  readonly command?: EntryCommand;
  readonly children: readonly TreeEntry[];
  /** What commands on this row are about. */
  readonly subject: TreeSubject;
}

/** A row's manifest and, for nodes and what is below them, the node. */
export interface TreeSubject {
  readonly manifestId: string;
  readonly node?: string;
}
