import * as vscode from "vscode";
import type { App } from "../app";
import { errorReport } from "../engine/error-report";
import { logError } from "../output/event-log";
import { copyInstallSection } from "./copy-install-section";
import { deploy } from "./deploy";
import { exportFirewall } from "./export-firewall";
import { manageSecrets } from "./manage-secrets";
import { importCluster } from "./import-cluster";
import { migrateManifest } from "./migrate-manifest";
import { moveSecret } from "./move-secret";
import { newManifest } from "./new-manifest";
import { openManifest } from "./open-manifest";
import { openUrl } from "./open-url";
import { pinHostKeys } from "./pin-host-keys";
import { refresh } from "./refresh";
import { setSecret } from "./set-secret";
import { showInstallCommands } from "./show-install-commands";
import { showNodeOutput } from "./show-node-output";
import { showOutput } from "./show-output";
import { showProblems } from "./show-problems";

/** What a command does; `argument` is the tree's row or the file that it was called on, if any. */
export type Command = (app: App, argument: unknown) => Promise<void>;

interface Entry {
  readonly run: Command;
  /** It connects to nodes or handles secrets: nothing for an untrusted workspace. */
  readonly needsTrust?: true;
}

/** Every command of the extension. */
export const COMMANDS: Readonly<Record<string, Entry>> = {
  deploy: { run: deploy, needsTrust: true },
  refresh: { run: refresh, needsTrust: true },
  setSecret: { run: setSecret, needsTrust: true },
  manageSecrets: { run: manageSecrets, needsTrust: true },
  copyInstallSection: { run: copyInstallSection, needsTrust: true },
  pinHostKeys: { run: pinHostKeys, needsTrust: true },
  moveSecret: { run: moveSecret, needsTrust: true },
  migrateManifest: { run: migrateManifest },
  openManifest: { run: openManifest },
  openUrl: { run: openUrl },
  newManifest: { run: newManifest },
  exportFirewall: { run: exportFirewall },
  importCluster: { run: importCluster, needsTrust: true },
  showInstallCommands: { run: showInstallCommands },
  showNodeOutput: { run: showNodeOutput },
  showOutput: { run: showOutput },
  showProblems: { run: showProblems },
};

/** Registers them all; whatever one throws is told with what was attempted and the way to the details. */
export function registerCommands(app: App): vscode.Disposable[] {
  return Object.entries(COMMANDS).map(([name, entry]) =>
    vscode.commands.registerCommand(`openviduCluster.${name}`, async (argument: unknown) => {
      if (entry.needsTrust === true && !vscode.workspace.isTrusted) {
        await askForTrust();
        return;
      }
      try {
        await entry.run(app, argument);
      } catch (error) {
        await tellFailure(app, name, error);
      }
    }),
  );
}

async function askForTrust(): Promise<void> {
  const manage = vscode.l10n.t("Manage Workspace Trust");
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t("This needs a trusted workspace: it connects to your nodes with your keys."),
    manage,
  );
  if (chosen === manage) await vscode.commands.executeCommand("workbench.trust.manage");
}

async function tellFailure(app: App, name: string, error: unknown): Promise<void> {
  const output = vscode.l10n.t("Show Output");
  const report = errorReport(error, vscode.l10n.t("run {0}", name), vscode.l10n.t("The output has more."));
  logError(app.log, report);
  if (error instanceof Error && error.stack !== undefined) app.log.debug(error.stack);
  const where = report.machine === undefined ? "" : `${report.machine}: `;
  const chosen = await vscode.window.showErrorMessage(`${where}${report.cause} ${report.suggestion}`, output);
  if (chosen === output) app.log.show();
}
