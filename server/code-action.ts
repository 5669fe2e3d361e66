import type { CodeAction, CodeActionParams } from "vscode-languageserver";
import { safeChanges } from "../cluster/edits/safe-fixes";
import type { ClientAbilities } from "./client-abilities";
import { KINDS, wants } from "./code-action-kinds";
import type { OpenManifest } from "./open-manifest";
import { quickFixes } from "./quick-fixes";
import { refactorings } from "./refactorings";
import { workspaceEdit } from "./workspace-edit";

/** Everything that the bulb offers at a range: fixes of what is wrong, and what can be rebuilt. */
export function codeActions(
  manifest: OpenManifest,
  params: Pick<CodeActionParams, "range" | "context">,
  abilities: ClientAbilities,
): CodeAction[] {
  const { only } = params.context;
  return [
    ...(wants(only, KINDS.quickFix) ? quickFixes(manifest, params, abilities) : []),
    ...refactorings(manifest, params, abilities),
    // Editors ask for it by name; among the fixes of one place it would only be in the way.
    ...(only !== undefined && wants(only, KINDS.fixAll) ? fixAll(manifest, abilities) : []),
  ];
}

function fixAll(manifest: OpenManifest, abilities: ClientAbilities): CodeAction[] {
  const changes = safeChanges(manifest.check.findings);
  if (changes.length === 0) return [];
  const edit = workspaceEdit(manifest, changes, abilities);
  return [{ title: "Fix all that is safe to fix", kind: KINDS.fixAll, edit }];
}
