import { SemanticTokensBuilder, type Range, type SemanticTokens } from "vscode-languageserver";
import { semanticWords } from "../cluster/words/semantic-words";
import { WORD_KINDS } from "../cluster/words/semantic-word";
import { forManifest, type Feature } from "./feature";
import type { OpenManifest } from "./open-manifest";

/** The protocol's standard types, so that every colour theme has a colour for them. */
const TYPES: Readonly<Record<(typeof WORD_KINDS)[number], string>> = {
  key: "property",
  choice: "enumMember",
  number: "number",
  truth: "keyword",
  reference: "variable",
  address: "string",
  anchor: "type",
  alias: "type",
};

/** Colours the words whose meaning is known, in the whole manifest or in a range. */
export function semanticTokens(manifest: OpenManifest, range?: Range): SemanticTokens {
  const { document, check } = manifest;
  const stretch = range
    ? { start: document.offsetAt(range.start), end: document.offsetAt(range.end) }
    : { start: 0, end: document.length };
  const builder = new SemanticTokensBuilder();
  for (const { kind, line, character, length } of semanticWords(document, check.release, stretch))
    builder.push(line, character, length, WORD_KINDS.indexOf(kind), kind === "anchor" ? 1 : 0);
  return builder.build();
}

export const semanticTokensFeature: Feature = {
  capabilities: () => ({
    semanticTokensProvider: {
      legend: { tokenTypes: WORD_KINDS.map((kind) => TYPES[kind]), tokenModifiers: ["declaration"] },
      full: true,
      range: true,
    },
  }),
  serve(connection, context) {
    connection.languages.semanticTokens.on(
      forManifest("Semantic tokens", context, { data: [] }, (manifest) => semanticTokens(manifest)),
    );
    connection.languages.semanticTokens.onRange(
      forManifest("Semantic tokens of a range", context, { data: [] }, (manifest, { range }) =>
        semanticTokens(manifest, range),
      ),
    );
  },
};
