import type { CodeAction, CodeActionParams, Diagnostic } from "vscode-languageserver";
import { addNode } from "../cluster/edits/add-node";
import { nextNode } from "../cluster/language/next-node";
import { nodeUnderCursor } from "../cluster/manifest/cursor-node";
import { listWords } from "../cluster/nearest-word";
import { commonSsh } from "../cluster/refactor/common-ssh";
import { migrate } from "../cluster/refactor/migrate";
import { literalSecretAt } from "../cluster/refactor/move-secret";
import { releases } from "../cluster/release/catalogue";
import type { Path } from "../cluster/source-range";
import type { ClientAbilities } from "./client-abilities";
import { KINDS, wants } from "./code-action-kinds";
import type { OpenManifest } from "./open-manifest";
import { toRange } from "./positions";
import { MIGRATE_COMMAND, MOVE_SECRET_COMMAND, type SecretPlace } from "./protocol";
import { previewedEdit, workspaceEdit } from "./workspace-edit";

/** What can be rebuilt at a place, without anything being wrong there. Worked out only where the place asks for it. */
export function refactorings(
  manifest: OpenManifest,
  { range, context: { only, diagnostics } }: Pick<CodeActionParams, "range" | "context">,
  abilities: ClientAbilities,
): CodeAction[] {
  const { document } = manifest;
  const path = nodeUnderCursor(document.root, document.offsetAt(range.start))?.path;
  if (path === undefined) return [];
  const subject: Subject = { manifest, path, abilities, diagnostics };
  return [
    ...(wants(only, KINDS.migrate) && path[0] === "release" ? migrations(subject) : []),
    ...(wants(only, KINDS.addNode) && path[0] === "mediaNodes" ? addedNode(subject) : []),
    ...(wants(only, KINDS.commonSsh) && path.includes("ssh") ? extractedSsh(subject) : []),
    ...(wants(only, KINDS.moveSecret) || wants(only, KINDS.quickFix) ? movedSecret(subject) : []),
  ];
}

interface Subject {
  readonly manifest: OpenManifest;
  readonly path: Path;
  readonly abilities: ClientAbilities;
  readonly diagnostics: readonly Diagnostic[];
}

/** The releases around the one in force; the rest by a list, where the editor has one. */
function migrations({ manifest, abilities }: Subject): CodeAction[] {
  const { check, document, uri } = manifest;
  const hasList = abilities.commands.has(MIGRATE_COMMAND);
  const at = releases.findIndex(({ version }) => version === check.release?.version);
  // The next one of an unknown release is not known either.
  const near = [releases.at(-1), at < 0 ? undefined : releases[at + 1]].filter(
    (release) => release !== undefined,
  );
  const offered = hasList ? [...new Set(near)] : [...releases].reverse();
  const actions = offered
    .filter(({ version }) => version !== check.draft.release)
    .map((release): CodeAction => {
      const { title, steps } = migrate(document, check, release);
      return { title, kind: KINDS.migrate, edit: previewedEdit(manifest, steps, abilities) };
    });
  const title = "Migrate to another release…";
  const command = { title, command: MIGRATE_COMMAND, arguments: [{ manifestId: uri }] };
  return hasList ? [...actions, { title, kind: KINDS.migrate, command }] : actions;
}

function addedNode({ manifest, abilities }: Subject): CodeAction[] {
  const { document } = manifest;
  const { name, privateIp, publicIp } = nextNode(document, "mediaNodes");
  const change = addNode(document, "media", { name, privateIp, publicIp });
  if (change === undefined) return [];
  const title = `Add media node ${name}${privateIp === undefined ? "" : ` at ${privateIp}`}`;
  return [{ title, kind: KINDS.addNode, edit: workspaceEdit(manifest, [change], abilities) }];
}

function extractedSsh({ manifest, abilities }: Subject): CodeAction[] {
  const common = commonSsh(manifest.document);
  if (common === undefined) return [];
  const title = `Write ${listWords(common.keys, "and")} once, for all nodes`;
  return [{ title, kind: KINDS.commonSsh, edit: workspaceEdit(manifest, common.changes, abilities) }];
}

/** The editor moves the value; the server's answer names only the place. */
function movedSecret({ manifest, path, abilities, diagnostics }: Subject): CodeAction[] {
  const { document, uri } = manifest;
  if (!abilities.commands.has(MOVE_SECRET_COMMAND) || literalSecretAt(document, path) === undefined)
    return [];
  const line = toRange(document, document.rangeOf(path, "value")).start.line;
  const told = diagnostics.filter(({ code, range }) => code === "secret-values" && range.start.line === line);
  const title = "Move to the secret store";
  const place: SecretPlace = { uri, path };
  return [
    {
      title,
      ...(told.length > 0
        ? { kind: KINDS.quickFix, diagnostics: told, isPreferred: true }
        : { kind: KINDS.moveSecret }),
      command: { title, command: MOVE_SECRET_COMMAND, arguments: [place] },
    },
  ];
}
