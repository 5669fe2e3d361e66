import * as path from "node:path";
import * as vscode from "vscode";
import { nodeRuntime } from "../../operations/node-runtime";
import { knownHostsOf, type NamedHost } from "../../operations/ssh/user-ssh-config";
import type { App } from "../app";
import type { WizardWorld } from "../../cluster/wizard/question";
import { placeForNew, writeNewManifest, type NewPlace } from "../manifests/new-manifest-file";
import { keepSecrets, mayKeepSecrets } from "../secrets/keep-new-secrets";
import { runWizard } from "../wizard/run-wizard";

/** Asks what OpenVidu's own wizard asks and writes a manifest; nothing is written before the last answer. */
export async function newManifest(app: App): Promise<void> {
  const place = await placeForNew();
  if (place === undefined) return;
  const made = await runWizard({ hosts: await sshHosts(app), read: readerAt(place), now: () => Date.now() });
  if (made === undefined) return;
  const store = app.secrets.storeFor(made);
  if (!(await mayKeepSecrets(made.name, made.secrets, store))) return;
  const document = await writeNewManifest(place, made.name, made.text);
  await keepSecrets(made.secrets, store);
  await vscode.window.showTextDocument(document, { preview: false });
}

/** Reads files as the manifest will name them. */
function readerAt(place: NewPlace): WizardWorld["read"] {
  const runtime = nodeRuntime();
  return async (file) => {
    if (place === "unsaved" && !file.startsWith("~/") && !path.isAbsolute(file))
      return {
        kind: "unread",
        cause: vscode.l10n.t("No folder is open that {0} could be in: begin it with / or ~/.", file),
      };
    const { readContent } = await import("../../operations/certificates/read-certificates");
    return readContent(file, {
      runtime,
      directory: place === "unsaved" ? runtime.homeDirectory : place.fsPath,
    });
  };
}

/** The hosts of the user's ssh configuration; without one, or with one that only ssh understands, addresses are typed. */
async function sshHosts(app: App): Promise<NamedHost[]> {
  const runtime = nodeRuntime();
  const file = path.join(runtime.homeDirectory, ".ssh", "config");
  try {
    return knownHostsOf((await runtime.readFile(file)).toString("utf8"));
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (!missing) app.log.warn(vscode.l10n.t("{0} cannot be used: {1}", file, String(error)));
    return [];
  }
}
