import type { CodeAction, CodeActionParams, Diagnostic } from "vscode-languageserver";
import type { ClientAbilities } from "./client-abilities";
import { KINDS } from "./code-action-kinds";
import { toDiagnostic } from "./diagnostics";
import type { OpenManifest } from "./open-manifest";
import { overlaps, sameRange } from "./positions";
import { workspaceEdit } from "./workspace-edit";

/** The quick fixes of the findings that the range touches; the first one of each is what is mostly meant. */
export function quickFixes(
  manifest: OpenManifest,
  { range, context }: Pick<CodeActionParams, "range" | "context">,
  abilities: ClientAbilities,
): CodeAction[] {
  const { document } = manifest;
  return manifest.check.findings.flatMap((finding) => {
    const { start, end } = finding.range;
    if (!overlaps({ start: document.positionAt(start), end: document.positionAt(end) }, range)) return [];
    const fixes = finding.fixes.filter(({ changes }) => changes.length > 0);
    if (fixes.length === 0) return [];
    const own = toDiagnostic(manifest, finding, abilities);
    const diagnostic = context.diagnostics.find((shown) => isSame(shown, own)) ?? own;
    return fixes.map((fix, index) => ({
      title: fix.title,
      kind: KINDS.quickFix,
      diagnostics: [diagnostic],
      // Which side of a merge is meant, only people know.
      isPreferred: index === 0 && finding.code !== "yaml-conflict",
      edit: workspaceEdit(manifest, fix.changes, abilities),
    }));
  });
}

function isSame(shown: Diagnostic, own: Diagnostic): boolean {
  return shown.code === own.code && shown.message === own.message && sameRange(shown.range, own.range);
}
