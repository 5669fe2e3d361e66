import type { InlayHint, Range } from "vscode-languageserver";
import { defaultHints } from "../cluster/words/default-hints";
import { forManifest, type Feature } from "./feature";
import type { OpenManifest } from "./open-manifest";

/** What is in force though it is not written, behind the words that decide it. */
export function inlayHints({ document, check }: OpenManifest, range: Range): InlayHint[] {
  const stretch = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  return defaultHints(document, check.draft, check.release, stretch).map(({ offset, text, why }) => ({
    position: document.positionAt(offset),
    label: text,
    tooltip: why,
    paddingLeft: true,
  }));
}

export const inlayHintsFeature: Feature = {
  capabilities: () => ({ inlayHintProvider: true }),
  serve(connection, context) {
    connection.languages.inlayHint.on(
      forManifest("Inlay hints", context, [], (manifest, { range }) => inlayHints(manifest, range)),
    );
  },
};
