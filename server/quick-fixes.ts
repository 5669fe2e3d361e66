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
  return manifest.check.findings
    .filter((finding) => finding.fixes.length > 0)
    .flatMap((finding) => {
      const own = toDiagnostic(manifest, finding, abilities);
      if (!overlaps(own.range, range)) return [];
      const diagnostic = context.diagnostics.find((shown) => isSame(shown, own)) ?? own;
      return finding.fixes
        .filter(({ changes }) => changes.length > 0)
        .map((fix, index) => ({
          title: fix.title,
          kind: KINDS.quickFix,
          diagnostics: [diagnostic],
          isPreferred: index === 0,
          edit: workspaceEdit(manifest, fix.changes, abilities),
        }));
    });
}

function isSame(shown: Diagnostic, own: Diagnostic): boolean {
  return shown.code === own.code && shown.message === own.message && sameRange(shown.range, own.range);
}
