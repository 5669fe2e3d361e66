import { secretNameAt } from "../cluster/installer/secret-name";
import { CompletionItemKind, type CompletionItem } from "vscode-languageserver";
import { yamlWord } from "../cluster/edits/yaml-word";
import type { ValuePlace } from "../cluster/manifest/cursor-place";
import { schemaAt, type SchemaPart } from "../cluster/manifest/manifest-schema";
import { allowedValues } from "./allowed-values";
import { furtherArguments } from "./completion-arguments";
import { nodeValues } from "./completion-addresses";
import { completionItem, orderText } from "./completion-item";
import type { OpenManifest } from "./open-manifest";

interface OfferedValue {
  readonly value: string | number | boolean;
  readonly description?: string;
  readonly node?: string;
}

/** The values that may be written at a place, where they can be counted; in a list, those that it has not yet. */
export function valueItems(manifest: OpenManifest, place: ValuePlace): CompletionItem[] {
  const schema = schemaAt(place.path);
  if (schema === undefined) return [];
  return offeredValues(place, schema, manifest)
    .filter(({ value }) => !place.siblings.has(String(value)))
    .map(({ value, description, node }, index) =>
      completionItem(manifest.document, place, {
        label: String(value),
        newText: yamlWord(value, place.quote, place.style),
        snippet: false,
        kind: CompletionItemKind.Value,
        detail: value === schema.default ? "default" : undefined,
        documentation: description,
        order: orderText(0, index),
        ...(node === undefined ? {} : { alsoFoundBy: node }),
      }),
    );
}

function offeredValues(
  { path, range, quote }: ValuePlace,
  schema: SchemaPart,
  manifest: OpenManifest,
): readonly OfferedValue[] {
  const { document, check } = manifest;
  const allowed = allowedValues(path, schema, check);
  if (allowed.length > 0) return allowed;
  const written = document.slice(range.start + (quote === undefined ? 0 : 1), range.end);
  const ofNodes = nodeValues(
    document,
    path,
    written.endsWith(quote ?? "\n") ? written.slice(0, -1) : written,
  );
  if (ofNodes.length > 0) return ofNodes;
  const further = furtherArguments(path, check);
  if (further.length > 0) return further;
  if (schema.secret === true) {
    return [
      {
        value: `\${secret:${secretNameAt(path)}}`,
        description: "Kept in the secret store, not in the file.",
      },
    ];
  }
  const preset = schema.default;
  return typeof preset === "string" || typeof preset === "number" ? [{ value: preset }] : [];
}
