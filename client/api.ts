import type { TreeEntry } from "./tree/tree-entry";

/** What other extensions may ask this one. */
export interface OpenViduClusterApi {
  /** The tree as it is now: one row for each manifest of the workspace, with what is below it. */
  rows(): Promise<readonly TreeEntry[]>;
}
