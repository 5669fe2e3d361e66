import * as vscode from "vscode";
import type { Cluster } from "../../cluster/cluster";
import { LANGUAGE_ID } from "../../server/protocol";
import type { App } from "../app";
import { SectionLenses } from "./section-lenses";
import { SCHEME, type Documents } from "./documents";

/** The kind of document that holds the wizard's four sections. */
export const INSTALL_COMMANDS = "install-commands";

const MASK = "•••";
/** As long as somebody types, the document waits. */
const DEBOUNCE_MS = 150;

/** Documents with the wizard's four sections, secrets masked. They follow the manifest as it is edited, saved or not. */
export function registerInstallCommands(
  documents: Documents,
  app: Pick<App, "manifests">,
): vscode.Disposable {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  const last = new Map<string, Cluster>();
  documents.register(INSTALL_COMMANDS, async (manifest) => {
    const { cluster, errors } = await app.manifests.read(manifest);
    if (cluster !== undefined) last.set(manifest.toString(), cluster);
    const shown = cluster ?? last.get(manifest.toString());
    // While a word is half typed the page stays as it was, line for line.
    return shown === undefined
      ? vscode.l10n.t("The manifest has errors ({0}). Fix them, and the commands appear here.", errors)
      : installDocument(shown, cluster === undefined ? errors : 0);
  });
  const refresh = (id: string): void => {
    clearTimeout(waiting.get(id));
    const timer = setTimeout(() => {
      waiting.delete(id);
      documents.refresh(INSTALL_COMMANDS, id);
    }, DEBOUNCE_MS);
    waiting.set(id, timer);
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.languageId === LANGUAGE_ID) refresh(document.uri.toString());
    }),
    app.manifests.onDidChange((id) => {
      if (id !== undefined) refresh(id);
    }),
    vscode.languages.registerCodeLensProvider({ scheme: SCHEME }, new SectionLenses()),
    new vscode.Disposable(() => {
      for (const timer of waiting.values()) clearTimeout(timer);
    }),
  );
}

async function installDocument(cluster: Cluster, errors: number): Promise<string> {
  const [{ installSections }, { renderInstallDocument }, { neededValues }, { maskLiteralSecrets }] =
    await Promise.all([
      import("../../cluster/installer/install-sections"),
      import("../../cluster/installer/install-document"),
      import("../../cluster/installer/needed-values"),
      import("../../cluster/installer/literal-secrets"),
    ]);
  const needed = new Map(neededValues(cluster).map((value) => [value.key, value]));
  const sections = installSections(maskLiteralSecrets(cluster, MASK), (key, secret) => {
    const { source, generate } = needed.get(key) ?? {};
    if (secret) return MASK;
    const text =
      source?.kind === "literal" ? source.value : source === undefined ? generate?.text : undefined;
    return text ?? MASK;
  });
  const title = vscode.l10n.t("Install OpenVidu {0} by hand: {1}", cluster.releaseName, cluster.name);
  const note =
    errors === 0
      ? vscode.l10n.t("Secrets are masked. Deploy Cluster does all of this for you.")
      : vscode.l10n.t("The manifest has errors now ({0}); this is how it was before them.", errors);
  return `# ${title}\n\n${note}\n\n${renderInstallDocument(sections)}`;
}
