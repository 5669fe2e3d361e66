import { FoldingRangeKind, type FoldingRange } from "vscode-languageserver";
import { foldsOf } from "../cluster/language/folding";
import { forManifest, type Feature } from "./feature";
import type { OpenManifest } from "./open-manifest";

/** What can be folded, in whole lines. */
function foldingRanges({ document }: OpenManifest): FoldingRange[] {
  return foldsOf(document).map(({ kind, first, last }) => ({
    startLine: first,
    endLine: last,
    ...(kind === "comment" ? { kind: FoldingRangeKind.Comment } : {}),
  }));
}

export const foldingRangeFeature: Feature = {
  capabilities: () => ({ foldingRangeProvider: true }),
  serve(connection, context) {
    connection.onFoldingRanges(forManifest("Folding", context, [], foldingRanges));
  },
};
