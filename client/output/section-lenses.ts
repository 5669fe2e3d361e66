import * as vscode from "vscode";
import { readAddress } from "./documents";

/** A section's title in the document, and its number from 1. */
const TITLE = /^## (\d)\. /;

/** A button above each section of the install commands that copies it, secrets and all. */
export class SectionLenses implements vscode.CodeLensProvider {
  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const { kind, manifest } = readAddress(document.uri);
    if (kind !== "install-commands") return [];
    return Array.from({ length: document.lineCount }, (_, line) => line).flatMap((line) => {
      const number = TITLE.exec(document.lineAt(line).text)?.[1];
      if (number === undefined) return [];
      const section = Number(number) - 1;
      return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
        command: "openviduCluster.copyInstallSection",
        title:
          section % 2 === 0
            ? `$(copy)\u00a0${vscode.l10n.t("Copy")}`
            : `$(copy)\u00a0${vscode.l10n.t("Copy With Secrets")}`,
        arguments: [{ manifestId: manifest, section }],
      });
    });
  }
}
