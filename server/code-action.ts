import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { Fix } from "../cluster/finding";
import type { ClientAbilities } from "./client-abilities";
import { toDiagnostic } from "./diagnostics";
import type { OpenManifest } from "./open-manifest";
import { overlaps, sameRange, toRange } from "./positions";

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
        edit: workspaceEdit(manifest, fix, abilities),
      }));
    });
}

function wantsQuickFixes(only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((kind) => kind === "" || kind === CodeActionKind.QuickFix);
}

function isSame(shown: Diagnostic, own: Diagnostic): boolean {
  return shown.code === own.code && shown.message === own.message && sameRange(shown.range, own.range);
}

function workspaceEdit(manifest: OpenManifest, fix: Fix, abilities: ClientAbilities): WorkspaceEdit {
  const { uri, version, document } = manifest;
  const edits = fix.changes.map(({ range, newText }) => ({ range: toRange(document, range), newText }));
  return abilities.versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits }] }
    : { changes: { [uri]: edits } };
}
