/**
 * Turns an English text with `{0}`, `{1}` … into the user's language. VS Code's `l10n.t` is one; the pure parts of
 * the client take it as a parameter, so that they run, and are tested, without the editor.
 */
export type Translate = (message: string, ...values: (string | number)[]) => string;
