import type * as vscode from "vscode";
import type { ManifestFiles } from "./manifests/manifest-files";
import type { Documents } from "./output/documents";
import type { NodeOutput } from "./output/node-output";
import type { EditorSecrets } from "./secrets/editor-secrets";
import type { ClusterState } from "./state/cluster-state";
import type { Refresher } from "./state/refresher";
import type { ClustersTree } from "./tree/clusters-tree";

/** The parts that commands work with; put together once, in `extension.ts`. */
export interface App {
  readonly log: vscode.LogOutputChannel;
  readonly manifests: ManifestFiles;
  readonly state: ClusterState;
  readonly refresher: Refresher;
  readonly secrets: EditorSecrets;
  readonly nodeOutput: NodeOutput;
  readonly documents: Documents;
  readonly tree: ClustersTree;
}
