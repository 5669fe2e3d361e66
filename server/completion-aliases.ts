import { CompletionItemKind, type CompletionItem } from "vscode-languageserver";
import { fittingAnchors, type FittingAnchor } from "../cluster/language/fitting-anchors";
import { shownBorrowed } from "../cluster/language/shown-value";
import type { AliasPlace, KeyPlace, ValuePlace } from "../cluster/manifest/cursor-place";
import { schemaAt } from "../cluster/manifest/manifest-schema";
import type { Path } from "../cluster/source-range";
import { completionItem, orderText } from "./completion-item";
import { codeBlock } from "./markdown";
import type { OpenManifest } from "./open-manifest";

/** The aliases that may stand for a value, where the sign is typed already or can be. */
export function aliasItems(manifest: OpenManifest, place: AliasPlace | ValuePlace): CompletionItem[] {
  const { document } = manifest;
  if (place.kind === "value" && !takesAliases(place)) return [];
  return fittingAnchors(document, place.range.start, place.path)
    .filter(({ name }) => !place.siblings.has(`*${name}`))
    .map((anchor, index) =>
      completionItem(document, place, {
        ...aliasOffer(manifest, anchor, place.path, index),
        label: `*${anchor.name}`,
        newText: `*${anchor.name}`,
      }),
    );
}

/** Merge keys with the anchors that have something for a mapping. */
export function mergeItems(manifest: OpenManifest, place: KeyPlace): CompletionItem[] {
  const isFree = !place.present.has("<<") && place.followedBy === "nothing" && place.path.length > 0;
  if (!isFree || schemaAt(place.path)?.type !== "object") return [];
  const { document } = manifest;
  return fittingAnchors(document, place.range.start, [...place.path, "<<"]).map((anchor, index) =>
    completionItem(document, place, {
      ...aliasOffer(manifest, anchor, [...place.path, "<<"], index),
      label: `<<: *${anchor.name}`,
      newText: `<<: *${anchor.name}`,
    }),
  );
}

/** Whether an alias is offered though nobody has typed its sign: not in quotes, nor where no value of this kind belongs. */
function takesAliases({ quote, path, before }: ValuePlace): boolean {
  if (quote !== undefined) return false;
  return path.includes("<<") ? !before.endsWith("- ") : schemaAt(path) !== undefined;
}

function aliasOffer({ document }: OpenManifest, { value }: FittingAnchor, path: Path, index: number) {
  return {
    snippet: false,
    kind: CompletionItemKind.Reference,
    detail: undefined,
    documentation: value === undefined ? undefined : codeBlock(shownBorrowed(document, value, path)),
    order: orderText(2, index),
  };
}
