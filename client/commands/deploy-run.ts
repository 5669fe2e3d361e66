import * as vscode from "vscode";
import type { Cluster } from "../../cluster/cluster";
import type { OperationEvent } from "../../operations/events";
import type { App } from "../app";
import { actionContext } from "../engine/editor-context";
import { errorReport } from "../engine/error-report";
import { logEvent } from "../output/event-log";
import { DeployProgress } from "../output/deploy-progress";

/** How an action ended. */
export type ActionEnd = Pick<
  Extract<OperationEvent, { type: "action-ended" }>,
  "outcome" | "message" | "errors"
>;

/** Runs the deployment with a notification that can be cancelled; tree, log and node outputs follow its events. */
export async function runDeployment(app: App, manifest: vscode.Uri, cluster: Cluster): Promise<ActionEnd> {
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
    let end: ActionEnd | undefined;
    const emit = (event: OperationEvent): void => {
      logEvent(app.log, event);
      app.state.follow(id, event);
      app.nodeOutput.follow(id, event);
      const step = progress.follow(event);
      if (step !== undefined && !cancel.signal.aborted) report.report(step);
      if (event.type === "action-ended") end = event;
    };
    try {
      const { deploy } = await import("../../operations/actions/deploy");
      await deploy(actionContext(app.secrets, { manifest, cluster, emit, signal: cancel.signal }));
      return end ?? noEnd();
    } catch (error) {
      return end ?? failed(error, cluster, emit);
    }
  });
}

function noEnd(): ActionEnd {
  return { outcome: "done", message: vscode.l10n.t("The deployment has ended."), errors: [] };
}

/** An error that no event told about: it is made one, so that log and tree learn of it too. */
function failed(error: unknown, cluster: Cluster, emit: (event: OperationEvent) => void): ActionEnd {
  const report = errorReport(
    error,
    vscode.l10n.t("deploy {0}", cluster.name),
    vscode.l10n.t("The output has more."),
  );
  const end = { outcome: "failed" as const, message: report.cause, errors: [report] };
  emit({ type: "action-ended", time: Date.now(), action: "deploy", ...end });
  return end;
}
