import * as vscode from "vscode";
import type { Cluster } from "../../cluster/cluster";
import type { MissingSecret } from "../../operations/action-context";
import type { ErrorReport, OperationEvent, Outcome } from "../../operations/events";
import type { App } from "../app";
import { actionContext } from "../engine/editor-context";
import { logEvent } from "../output/event-log";
import { DeployProgress } from "../output/deploy-progress";
import { askForMissingSecrets, namedSecrets } from "../secrets/ask-for-secrets";
import { askToAdopt } from "../secrets/ask-to-adopt";

/** How a deployment ended. */
export interface DeployEnd {
  readonly outcome: Outcome;
  /** What the action itself says about its end. */
  readonly message: string;
  readonly errors: readonly ErrorReport[];
}

/** Runs the deployment with a notification that can be cancelled; tree, log and node outputs follow its events. */
export async function runDeployment(app: App, manifest: vscode.Uri, cluster: Cluster): Promise<DeployEnd> {
  const id = manifest.toString();
  await vscode.commands.executeCommand("workbench.view.extension.openvidu");
  const title = vscode.l10n.t(
    "Deploying {0} ([Show Output](command:openviduCluster.showOutput))",
    cluster.name,
  );
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (report, token) => {
    const cancel = new AbortController();
    token.onCancellationRequested(() => {
      cancel.abort();
      report.report({ message: vscode.l10n.t("cancelling: every node ends its step safely …") });
    });
    const progress = new DeployProgress(vscode.l10n.t);
    let message = "";
    const emit = (event: OperationEvent): void => {
      logEvent(app.log, event);
      app.state.follow(id, event);
      app.nodeOutput.follow(id, event);
      const step = progress.follow(event);
      if (step !== undefined && !cancel.signal.aborted) report.report(step);
      if (event.type === "action-ended") message = event.message;
    };
    const { deploy } = await import("../../operations/actions/deploy");
    const context = actionContext(app.secrets, { manifest, cluster, emit, signal: cancel.signal });
    const askFor = async (missing: readonly MissingSecret[]): Promise<void> => {
      const names = new Set(missing.map(({ name }) => name));
      const secrets = namedSecrets(cluster).filter(({ name }) => names.has(name));
      if (!(await askForMissingSecrets(cluster, secrets, context.secrets, token))) cancel.abort();
    };
    const { outcome, errors, status } = await deploy({
      ...context,
      mayAdopt: (offer) => askToAdopt(cluster.name, manifest, offer),
      askFor,
    });
    if (outcome === "cancelled") {
      // What was begun on the nodes goes on there: only they know how far it is.
      void app.refresher.now([id]);
    } else {
      for (const node of status.nodes) app.state.nodeChecked(id, node);
      app.state.endCheck(id, { urls: status.urls });
    }
    return { outcome, message, errors };
  });
}
