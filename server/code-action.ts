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

/** The kinds of actions that findings come with. */
export const FIX_KINDS: readonly CodeActionKind[] = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite];

/** The quick fixes and refactorings of the findings that the range touches. */
export function codeActions(
  manifest: OpenManifest,
  { range, context }: Pick<CodeActionParams, "range" | "context">,
  abilities: ClientAbilities,
): CodeAction[] {
  if (!wantsFixes(context.only)) return [];
  return manifest.check.findings
    .filter((finding) => finding.fixes.length > 0)
    .flatMap((finding) => {
      const own = toDiagnostic(manifest, finding, abilities);
      if (!overlaps(own.range, range)) return [];
      const diagnostic = context.diagnostics.find((shown) => isSame(shown, own)) ?? own;
      return finding.fixes
        .map((fix, index) => ({ fix, kind: kindOf(fix), isPreferred: index === 0 && fix.kind === undefined }))
        .filter(({ kind }) => wants(context.only, kind))
        .map(({ fix, kind, isPreferred }) => ({
          title: fix.title,
          kind,
          diagnostics: [diagnostic],
          isPreferred,
          edit: workspaceEdit(manifest, fix, abilities),
        }));
    });
}

function kindOf({ kind }: Fix): CodeActionKind {
  return kind === "refactoring" ? CodeActionKind.RefactorRewrite : CodeActionKind.QuickFix;
}

function wantsFixes(only: readonly string[] | undefined): boolean {
  return FIX_KINDS.some((kind) => wants(only, kind));
}

/** Whether an editor that asks for some kinds of actions means this one too; a kind stands for those below it. */
function wants(only: readonly string[] | undefined, kind: CodeActionKind): boolean {
  return (
    only === undefined || only.some((asked) => asked === "" || asked === kind || kind.startsWith(`${asked}.`))
  );
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
