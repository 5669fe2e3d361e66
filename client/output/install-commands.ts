import * as vscode from "vscode";
import type { Cluster } from "../../cluster/cluster";
import type { App } from "../app";
import type { Documents } from "./documents";

const MASK = "•••";

/** Documents with the wizard's four sections, made from the manifest as it is now, secrets masked. */
export function registerInstallCommands(
  documents: Documents,
  app: Pick<App, "manifests">,
): vscode.Disposable {
  documents.register("install-commands", async (manifest) => {
    const { cluster, errors } = await app.manifests.read(manifest);
    return cluster === undefined
      ? vscode.l10n.t("The manifest has errors ({0}). Fix them, and the commands appear here.", errors)
      : installDocument(cluster);
  });
  return app.manifests.onDidChange((id) => {
    if (id !== undefined) documents.refresh("install-commands", id);
  });
}

async function installDocument(cluster: Cluster): Promise<string> {
  const [{ installSections }, { renderInstallDocument }] = await Promise.all([
    import("../../cluster/installer/install-sections"),
    import("../../cluster/installer/install-document"),
  ]);
  const sections = installSections(cluster, (key, secret) => {
    const source = cluster.credentials[key.replace(/^credentials\./, "")];
    return !secret && source?.kind === "literal" ? source.value : MASK;
  });
  const title = vscode.l10n.t("Install OpenVidu {0} by hand: {1}", cluster.releaseName, cluster.name);
  const note = vscode.l10n.t("Secrets are masked. Deploy Cluster does all of this for you.");
  return `# ${title}\n\n${note}\n\n${renderInstallDocument(sections)}`;
}
