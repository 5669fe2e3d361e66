import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { LANGUAGE_ID, MIGRATE_COMMAND, STATE_REQUEST, type ManifestState } from "../server/protocol";

const PROBLEMS = "workbench.actions.view.problems";

/** The item at the foot of a manifest's editor: the release in force, and whether the server is well. */
export class LanguageStatus {
  readonly #item: vscode.LanguageStatusItem;
  readonly #listeners: { dispose(): void }[] = [];

  constructor() {
    this.#item = vscode.languages.createLanguageStatusItem("openviduCluster.status", {
      language: LANGUAGE_ID,
    });
    this.#item.name = "OpenVidu";
    this.#item.text = vscode.l10n.t("OpenVidu: starting");
    this.#item.busy = true;
  }

  /** Follows the server: asks again after each check, and when another manifest comes to the front. */
  follow(client: LanguageClient): void {
    this.#item.busy = false;
    const active = (): vscode.Uri | undefined => {
      const document = vscode.window.activeTextEditor?.document;
      return document?.languageId === LANGUAGE_ID ? document.uri : undefined;
    };
    const ask = async (): Promise<void> => {
      const uri = active();
      if (uri === undefined || !client.isRunning()) return;
      const params = { textDocument: { uri: client.code2ProtocolConverter.asUri(uri) } };
      const state = await client.sendRequest<ManifestState | null>(STATE_REQUEST, params);
      if (state !== null && active()?.toString() === uri.toString()) this.#show(state);
    };
    const look = (): void => {
      ask().catch((error: unknown) => {
        this.fail(error instanceof Error ? error.message : String(error));
      });
    };
    this.#listeners.push(
      vscode.window.onDidChangeActiveTextEditor(look),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const uri = active()?.toString();
        if (uris.some((changed) => changed.toString() === uri)) look();
      }),
      client.onDidChangeState(() => {
        if (client.isRunning()) look();
        else this.fail(vscode.l10n.t("it stopped"));
      }),
    );
    look();
  }

  /** Tells that manifests are not checked, and why. */
  fail(why: string): void {
    this.#item.busy = false;
    this.#item.severity = vscode.LanguageStatusSeverity.Error;
    this.#item.text = vscode.l10n.t("OpenVidu: not checked");
    this.#item.detail = vscode.l10n.t("The language server does not answer: {0}", why);
    this.#item.command = { title: vscode.l10n.t("Show Output"), command: "openviduCluster.showOutput" };
  }

  /** Tells that this one file is not checked; a finding says why. */
  #tellUnchecked(): void {
    this.#item.severity = vscode.LanguageStatusSeverity.Warning;
    this.#item.text = vscode.l10n.t("OpenVidu: not checked");
    this.#item.detail = vscode.l10n.t("The file cannot be read.");
    this.#item.command = { title: vscode.l10n.t("Show Problems"), command: PROBLEMS };
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#item.dispose();
  }

  #show({ unread, release, inForce }: ManifestState): void {
    if (unread === true) {
      this.#tellUnchecked();
      return;
    }
    const isKnown = inForce !== undefined;
    this.#item.severity = isKnown
      ? vscode.LanguageStatusSeverity.Information
      : vscode.LanguageStatusSeverity.Warning;
    this.#item.text = isKnown ? `OpenVidu ${inForce}` : vscode.l10n.t("OpenVidu: no known release");
    this.#item.detail =
      !isKnown || release === inForce
        ? vscode.l10n.t("The language server is well.")
        : vscode.l10n.t("In force for {0}. The language server is well.", release ?? "");
    this.#item.command = { title: vscode.l10n.t("Change Release"), command: MIGRATE_COMMAND };
  }
}
