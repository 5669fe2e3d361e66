import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
} from "vscode-languageserver";
import type { ClientAbilities } from "./client-abilities";
import { toDiagnostic } from "./diagnostics";
import type { OpenManifest } from "./open-manifest";
import { overlaps, sameRange } from "./positions";
import { workspaceEdit } from "./workspace-edit";

/** The quick fixes of the findings that the range touches. */
export function codeActions(
  manifest: OpenManifest,
  { range, context }: Pick<CodeActionParams, "range" | "context">,
  abilities: ClientAbilities,
): CodeAction[] {
  if (!wantsQuickFixes(context.only)) return [];
  return manifest.check.findings
    .filter((finding) => finding.fixes.length > 0)
    .flatMap((finding) => {
      const own = toDiagnostic(manifest, finding, abilities);
      if (!overlaps(own.range, range)) return [];
      const diagnostic = context.diagnostics.find((shown) => isSame(shown, own)) ?? own;
      return finding.fixes.map((fix, index) => ({
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnostic],
        isPreferred: index === 0,
        edit: workspaceEdit(manifest, fix.changes, abilities),
      }));
    });
}

function wantsQuickFixes(only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((kind) => kind === "" || kind === CodeActionKind.QuickFix);
}

function isSame(shown: Diagnostic, own: Diagnostic): boolean {
  return shown.code === own.code && shown.message === own.message && sameRange(shown.range, own.range);
}
