import { anchorFamilyAt } from "../cluster/language/anchors";
import { shownBorrowed } from "../cluster/language/shown-value";
import type { BorrowedValue } from "../cluster/manifest/borrowed-value";
import { code, codeBlock } from "./markdown";
import type { OpenManifest } from "./open-manifest";

/** What an alias stands for, or a merge key brings, and where that is written; secrets are masked. */
export function borrowedText({ document }: OpenManifest, borrowed: BorrowedValue): string {
  const shown = codeBlock(shownBorrowed(document, borrowed.value, borrowed.path));
  if (borrowed.kind === "merge")
    return `**<<** — takes over what this mapping does not have itself:\n\n${shown}`;
  const family = anchorFamilyAt(document, borrowed.range.start + 1);
  const name = code(`*${family?.name ?? ""}`);
  const line = family?.anchor && document.positionAt(family.anchor.range.start).line + 1;
  const from = line === undefined ? "" : `, of line ${line}`;
  return `${name} — stands for this${from}:\n\n${shown}`;
}
