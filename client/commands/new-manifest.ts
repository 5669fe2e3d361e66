import * as path from "node:path";
import * as vscode from "vscode";
import { nodeRuntime } from "../../operations/node-runtime";
import { knownHostsOf, type NamedHost } from "../../operations/ssh/user-ssh-config";
import type { App } from "../app";
import { placeForNew, writeNewManifest } from "../manifests/new-manifest-file";
import { keepSecrets, mayKeepSecrets } from "../secrets/keep-new-secrets";
import { runWizard } from "../wizard/run-wizard";

/** Asks what OpenVidu's own wizard asks and writes a manifest; nothing is written before the last answer. */
export async function newManifest(app: App): Promise<void> {
  const place = await placeForNew();
  if (place === undefined) return;
  const made = await runWizard({ hosts: await sshHosts(app) });
  if (made === undefined) return;
  const store = app.secrets.storeFor(made);
  if (!(await mayKeepSecrets(made.name, made.secrets, store))) return;
  const document = await writeNewManifest(place, made.name, made.text);
  await keepSecrets(made.secrets, store);
  await vscode.window.showTextDocument(document, { preview: false });
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
