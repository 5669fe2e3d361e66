import type { Position, SelectionRange } from "vscode-languageserver";
import { selectionsAt } from "../cluster/language/selection";
import { forManifest, type Feature } from "./feature";
import type { OpenManifest } from "./open-manifest";
import { toRange } from "./positions";

/** What the selection grows over at each position. */
function selectionRanges(manifest: OpenManifest, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => selectionRange(manifest, position));
}

function selectionRange({ document }: OpenManifest, position: Position): SelectionRange {
  const ranges = selectionsAt(document, document.offsetAt(position)).map((range) => toRange(document, range));
  const grown = ranges.reduceRight<SelectionRange | undefined>(
    (parent, range) => (parent === undefined ? { range } : { range, parent }),
    undefined,
  );
  return grown ?? { range: { start: position, end: position } };
}

export const selectionRangeFeature: Feature = {
  capabilities: () => ({ selectionRangeProvider: true }),
  serve(connection, context) {
    connection.onSelectionRanges(
      forManifest<{ textDocument: { uri: string }; positions: Position[] }, SelectionRange[]>(
        "Selection",
        context,
        [],
        (manifest, { positions }) => selectionRanges(manifest, positions),
      ),
    );
  },
};
