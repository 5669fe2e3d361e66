/** Where the parts of the editor are. */
export interface EditorTools {
  node: string;
  codeServer: string;
  chromium: string;
}

export function editorIsImpossible(): string | undefined;
export function setUpEditor(options?: { log?: (line: string) => void }): Promise<EditorTools>;
