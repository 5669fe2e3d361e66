import * as vscode from "vscode";
import type { Cluster } from "../../cluster/cluster";
import type { ActionContext } from "../../operations/action-context";
import type { SecretEntry } from "../../operations/secrets/secret-entries";
import type { App } from "../app";
import { actionContext } from "../engine/editor-context";
import { actOnSecret } from "../secrets/act-on-secret";
import { actionsOf, STATE_ICONS, type SecretAction } from "../secrets/secret-actions";
import { chooseManifest } from "./subject";
import { usableCluster } from "./usable-cluster";

type Chosen =
  | { readonly kind: "secret"; readonly entry: SecretEntry; readonly action: SecretAction | undefined }
  | { readonly kind: "adopt" };

/** Lists a cluster's secrets with where each comes from, never a value, and acts on the one that is chosen. */
export async function manageSecrets(app: App, argument: unknown): Promise<void> {
  const manifest = await chooseManifest(app, argument);
  if (manifest === undefined) return;
  const cluster = await usableCluster(app, manifest);
  if (cluster === undefined) return;
  const { secretEntries } = await import("../../operations/secrets/secret-entries");
  const cancel = new AbortController();
  const context = actionContext(app.secrets, {
    manifest,
    cluster,
    emit: () => undefined,
    signal: cancel.signal,
  });
  for (;;) {
    const chosen = await choose(cluster, await secretEntries(cluster, context));
    if (chosen === undefined) return;
    if (chosen.kind === "adopt") await adopt(context);
    else {
      const action = chosen.action ?? (await chooseAction(manifest, chosen.entry));
      if (action !== undefined) await actOnSecret(context, chosen.entry, action);
    }
  }
}

interface SecretItem extends vscode.QuickPickItem {
  readonly entry: SecretEntry;
}

/** The list. Its rows have buttons for what can be done; Enter on a row asks. */
function choose(cluster: Cluster, entries: readonly SecretEntry[]): Promise<Chosen | undefined> {
  const { l10n, ThemeIcon } = vscode;
  const pick = vscode.window.createQuickPick<SecretItem>();
  const read = { iconPath: new ThemeIcon("cloud-download"), tooltip: adoptTitle() };
  pick.title = l10n.t("Secrets of cluster {0}", cluster.name);
  pick.placeholder = l10n.t("Names only: values are never shown");
  pick.matchOnDescription = true;
  pick.buttons = [read];
  pick.items = entries.map((entry) => ({
    label: `$(${STATE_ICONS[entry.state]}) ${entry.name}`,
    description: entry.place,
    ...(entry.purpose === entry.name ? {} : { detail: entry.purpose }),
    buttons: actionsOf(entry).map((action) => ({
      iconPath: new ThemeIcon(ACTION_ICONS[action]),
      tooltip: actionTitle(action),
    })),
    entry,
  }));
  return new Promise((resolve) => {
    const end = (chosen: Chosen | undefined): void => {
      resolve(chosen);
      pick.dispose();
    };
    pick.onDidTriggerButton(() => {
      end({ kind: "adopt" });
    });
    pick.onDidTriggerItemButton(({ item, button }) => {
      const action = actionsOf(item.entry).find((one) => actionTitle(one) === button.tooltip);
      end({ kind: "secret", entry: item.entry, action });
    });
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      end(item === undefined ? undefined : { kind: "secret", entry: item.entry, action: undefined });
    });
    pick.onDidHide(() => {
      end(undefined);
    });
    pick.show();
  });
}

const ACTION_ICONS: Readonly<Record<SecretAction, string>> = {
  set: "edit",
  regenerate: "refresh",
  copy: "copy",
  remove: "trash",
};

function actionTitle(action: SecretAction): string {
  switch (action) {
    case "set":
      return vscode.l10n.t("Set…");
    case "regenerate":
      return vscode.l10n.t("Make a New Value");
    case "copy":
      return vscode.l10n.t("Copy to Clipboard");
    case "remove":
      return vscode.l10n.t("Remove…");
  }
}

async function chooseAction(manifest: vscode.Uri, entry: SecretEntry): Promise<SecretAction | undefined> {
  const items = actionsOf(entry).map((action) => ({
    label: `$(${ACTION_ICONS[action]}) ${actionTitle(action)}`,
    action,
  }));
  if (items.length === 0) {
    void tellElsewhere(manifest, entry);
    return undefined;
  }
  const options = { title: entry.name, placeHolder: entry.place };
  return (await vscode.window.showQuickPick(items, options))?.action;
}

async function tellElsewhere(manifest: vscode.Uri, { name, place }: SecretEntry): Promise<void> {
  const open = vscode.l10n.t("Open Manifest");
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t("{0} comes from {1}. Change it there.", name, place),
    open,
  );
  if (chosen === open) await vscode.window.showTextDocument(manifest);
}

function adoptTitle(): string {
  return vscode.l10n.t("Read What Is Missing From the Running Cluster…");
}

async function adopt(context: ActionContext): Promise<void> {
  const yes = vscode.l10n.t("Read From a Master");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Read the missing secrets of {0} from its master nodes?", context.cluster.name),
    {
      modal: true,
      detail: vscode.l10n.t("They are kept in {0}. The nodes stay as they are.", context.secrets.keptIn),
    },
    yes,
  );
  if (chosen !== yes) return;
  const { adoptSecrets } = await import("../../operations/actions/adopt-secrets");
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Reading secrets"),
  };
  const { read, notThere, undocumented } = await vscode.window.withProgress(progress, () =>
    adoptSecrets(context),
  );
  const lacking = [...notThere, ...undocumented];
  const told = [
    read.length === 0
      ? vscode.l10n.t("The master nodes have nothing that is missing here.")
      : vscode.l10n.t("Kept in {0}: {1}.", context.secrets.keptIn, read.join(", ")),
    ...(lacking.length === 0 ? [] : [vscode.l10n.t("Still missing: {0}.", lacking.join(", "))]),
  ];
  await vscode.window.showInformationMessage(told.join(" "));
}
