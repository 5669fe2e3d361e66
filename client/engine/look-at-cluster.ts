import * as vscode from "vscode";
import type { App } from "../app";
import { logError } from "../output/event-log";
import type { Look } from "../state/refresher";
import { actionContext } from "./editor-context";
import { errorReport } from "./error-report";

/**
 * How the tree gets the state of a cluster's nodes. It connects, so it does nothing in an untrusted workspace, and nothing
 * while the manifest has unsaved changes: half-typed addresses are nobody's nodes.
 */
export function lookAtCluster(app: Pick<App, "manifests" | "state" | "secrets" | "log">): Look {
  return async (manifestId, signal) => {
    const cluster = app.manifests.get(manifestId)?.cluster;
    const acting = app.state.get(manifestId).action !== undefined;
    if (cluster === undefined || acting || isDirty(manifestId) || !vscode.workspace.isTrusted) return;
    app.state.beginCheck(
      manifestId,
      cluster.nodes.map(({ name }) => name),
    );
    try {
      const { status } = await import("../../operations/actions/status");
      const manifest = vscode.Uri.parse(manifestId);
      const context = actionContext(app.secrets, { manifest, cluster, signal, emit: () => undefined });
      const { urls } = await status(context, (node) => {
        app.state.nodeChecked(manifestId, node);
      });
      app.state.endCheck(manifestId, { urls });
    } catch (error) {
      if (signal.aborted) return;
      const report = errorReport(
        error,
        vscode.l10n.t("look at {0}", cluster.name),
        vscode.l10n.t("Try again; the output has more."),
      );
      logError(app.log, report);
      app.state.endCheck(manifestId, { error: report });
    }
  };
}

function isDirty(manifestId: string): boolean {
  return vscode.workspace.textDocuments.some(
    ({ uri, isDirty: dirty }) => dirty && uri.toString() === manifestId,
  );
}
