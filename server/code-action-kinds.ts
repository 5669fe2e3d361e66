import { CodeActionKind } from "vscode-languageserver";

/** What the server offers under the bulb. */
export const KINDS = {
  quickFix: CodeActionKind.QuickFix,
  fixAll: `${CodeActionKind.SourceFixAll}.openvidu`,
  migrate: `${CodeActionKind.RefactorRewrite}.migrate`,
  addNode: `${CodeActionKind.RefactorRewrite}.addNode`,
  commonSsh: `${CodeActionKind.RefactorExtract}.ssh`,
  moveSecret: `${CodeActionKind.Refactor}.move.secret`,
} as const;

/** Whether somebody who asks for these kinds wants this one; a kind takes in those below it. */
export function wants(only: readonly string[] | undefined, kind: string): boolean {
  return (
    only === undefined || only.some((asked) => asked === "" || kind === asked || kind.startsWith(`${asked}.`))
  );
}
