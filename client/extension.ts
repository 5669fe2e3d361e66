import * as vscode from "vscode";
import type { OpenViduClusterApi } from "./api";
import type { App } from "./app";
import { registerCommands } from "./commands/table";
import { lookAtCluster } from "./engine/look-at-cluster";
import { serveManifests } from "./language-client";
import { ManifestFiles } from "./manifests/manifest-files";
import { OversizedManifests } from "./oversized-manifests";
import { Documents, registerNodeOutput, SCHEME } from "./output/documents";
import { registerInstallCommands } from "./output/install-commands";
import { NodeOutput } from "./output/node-output";
import { EditorSecrets } from "./secrets/editor-secrets";
import { secretsHost } from "./secrets/secrets-host";
import { ClusterState } from "./state/cluster-state";
import { Refresher } from "./state/refresher";
import { ClustersTree } from "./tree/clusters-tree";
import { showTree } from "./tree/show-tree";

/** Only registers: nothing is searched, read or connected to before the view is shown or a command runs. */
export function activate(context: vscode.ExtensionContext): OpenViduClusterApi {
  const log = vscode.window.createOutputChannel("OpenVidu", { log: true });
  const manifests = new ManifestFiles(log);
  const state = new ClusterState();
  const secrets = new EditorSecrets(secretsHost(context, log));
  const nodeOutput = new NodeOutput();
  const documents = new Documents();
  const tree = new ClustersTree(manifests, state);
  const refresher = new Refresher({
    look: lookAtCluster({ manifests, state, secrets, log }),
    targets: () => manifests.list().map(({ id }) => id),
    interval: () =>
      1_000 * vscode.workspace.getConfiguration("openviduCluster").get<number>("refreshInterval", 30),
    failed: (error) => {
      log.error(error instanceof Error ? error : String(error));
    },
  });
  const app: App = { log, manifests, state, refresher, secrets, nodeOutput, documents, tree };
  context.subscriptions.push(
    ...[
      log,
      manifests,
      documents,
      tree,
      refresher,
      serveManifests(context, log),
      new OversizedManifests(log),
    ],
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, documents),
    registerNodeOutput(documents, nodeOutput),
    registerInstallCommands(documents, app),
    ...registerCommands(app),
    ...showTree(app),
  );
  return { rows: () => tree.rows() };
}
