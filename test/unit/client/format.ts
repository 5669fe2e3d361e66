import type { Translate } from "../../../client/translate";

/** English, as `vscode.l10n.t` without a translation gives it. */
export const english: Translate = (message, ...values) =>
  message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)] ?? ""));
