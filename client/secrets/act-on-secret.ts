import * as vscode from "vscode";
import type { ActionContext } from "../../operations/action-context";
import { isForInstaller, type SecretEntry } from "../../operations/secrets/secret-entries";
import { askForSecret } from "./ask-for-secrets";
import type { SecretAction } from "./secret-actions";

/** Does one thing with one secret. Throws OperationError with the reason where it is refused. */
export async function actOnSecret(
  context: ActionContext,
  { name, purpose }: SecretEntry,
  action: SecretAction,
): Promise<void> {
  const { cluster, secrets } = context;
  switch (action) {
    case "set": {
      const forInstaller = isForInstaller(purpose);
      const value = await askForSecret(cluster.name, { name, purpose, forInstaller }, secrets.keptIn);
      if (value !== undefined) await secrets.set(new Map([[name, value]]));
      return;
    }
    case "regenerate": {
      const { regenerateSecret } = await import("../../operations/actions/regenerate-secret");
      const title = vscode.l10n.t("Asking the nodes whether {0} is in use", name);
      const options = { location: vscode.ProgressLocation.Notification, title };
      await vscode.window.withProgress(options, () => regenerateSecret(context, name));
      return;
    }
    case "copy": {
      const value = await secrets.get(name);
      if (value === undefined) return;
      await vscode.env.clipboard.writeText(value.reveal());
      vscode.window.setStatusBarMessage(vscode.l10n.t("Copied: {0}", name), 5_000);
      return;
    }
    case "remove": {
      const remove = vscode.l10n.t("Remove");
      const detail = vscode.l10n.t("It cannot be brought back from here. The nodes keep what they have.");
      const title = vscode.l10n.t("Remove the secret {0} of cluster {1}?", name, cluster.name);
      const chosen = await vscode.window.showWarningMessage(title, { modal: true, detail }, remove);
      if (chosen === remove) await secrets.remove(name);
    }
  }
}
