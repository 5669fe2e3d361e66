import type { FormattingOptions, Position, Range, TextEdit } from "vscode-languageserver";
import { formatManifest } from "../cluster/format/format-manifest";
import { indentDash, indentNewLine } from "../cluster/format/format-on-type";
import type { TextChange } from "../cluster/source-range";
import { forManifest, type Feature } from "./feature";
import type { OpenManifest } from "./open-manifest";
import { toRange } from "./positions";

const [LEAST_STEP, MOST_STEP] = [2, 8];

/** The width of a level as the editor has it; YAML knows no tabs, and a list's dash takes two columns. */
function stepOf({ tabSize }: FormattingOptions): number {
  return Math.min(MOST_STEP, Math.max(LEAST_STEP, Math.trunc(tabSize)));
}

/** Lays out a whole manifest, or the top-level entries that a range touches. */
export function formatting(manifest: OpenManifest, options: FormattingOptions, range?: Range): TextEdit[] {
  const { document } = manifest;
  const stretch = range && { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  return edits(manifest, formatManifest(document, { step: stepOf(options) }, stretch));
}

/** Indents the line that was begun by a line end or a dash. */
export function onTypeFormatting(
  manifest: OpenManifest,
  position: Position,
  typed: string,
  options: FormattingOptions,
): TextEdit[] {
  const { document } = manifest;
  const indent = typed === "\n" ? indentNewLine : indentDash;
  return edits(manifest, indent(document, document.offsetAt(position), stepOf(options)));
}

function edits({ document }: OpenManifest, changes: readonly TextChange[]): TextEdit[] {
  return changes.map(({ range, newText }) => ({ range: toRange(document, range), newText }));
}

export const formattingFeature: Feature = {
  capabilities: () => ({
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: "\n", moreTriggerCharacter: ["-"] },
  }),
  serve(connection, context) {
    connection.onDocumentFormatting(
      forManifest("Formatting", context, [], (manifest, { options }) => formatting(manifest, options)),
    );
    connection.onDocumentRangeFormatting(
      forManifest("Range formatting", context, [], (manifest, { options, range }) =>
        formatting(manifest, options, range),
      ),
    );
    connection.onDocumentOnTypeFormatting(
      forManifest("On type formatting", context, [], (manifest, { position, ch, options }) =>
        onTypeFormatting(manifest, position, ch, options),
      ),
    );
  },
};
