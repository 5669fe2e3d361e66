import type { SourceRange } from "../source-range";
import type { ManifestDocument } from "../manifest/manifest-document";
import type { Rule } from "./rule";

export const unusedAnchors: Rule = {
  id: "unused-anchors",
  severity: "hint",
  protectsFrom: "Anchors that look as if other places depended on them.",
  fix: "Remove the anchor, or refer to it with an alias.",
  example: [["ssh:\n", "ssh: &ssh\n"]],
  *check({ document }) {
    for (const { range } of document.unusedAnchors) {
      yield {
        path: [],
        range,
        message: "No alias refers to this anchor.",
        tags: ["unused"],
        fixes: [
          {
            title: "Remove the anchor",
            changes: () => [{ range: withBlankBefore(document, range), newText: "" }],
          },
        ],
      };
    }
  },
};

/** Without the blank before it, its line would end with one. */
function withBlankBefore(document: ManifestDocument, { start, end }: SourceRange): SourceRange {
  const after = document.slice(end, end + 1);
  if (after === " ") return { start, end: end + 1 };
  return { start: document.slice(start - 1, start) === " " ? start - 1 : start, end };
}
