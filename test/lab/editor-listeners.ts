import { DeployProgress } from "../../client/output/deploy-progress";
import { logError, logEvent } from "../../client/output/event-log";
import { NodeOutput } from "../../client/output/node-output";
import type { ManifestSummary } from "../../client/manifests/manifest-summary";
import { summarize } from "../../client/manifests/summarize";
import { ClusterState } from "../../client/state/cluster-state";
import { clusterEntry } from "../../client/tree/cluster-entries";
import type { TreeEntry } from "../../client/tree/tree-entry";
import type { DeployResult } from "../../operations/actions/deploy";
import type { OperationEvent } from "../../operations/events";
import { english } from "../unit/client/format";

const ID = "file:///lab.openvidu.yaml";

/** All of VS Code that listens to a deployment, put together as the extension does; it keeps every text that it shows or logs. */
export class EditorListeners {
  /** By where a person would see them. */
  readonly texts = { log: [] as string[], progress: [] as string[], tree: [] as string[] };
  readonly #state = new ClusterState();
  readonly #output = new NodeOutput();
  readonly #progress = new DeployProgress(english);
  readonly #manifest: ManifestSummary;

  /** @param text the manifest's */
  constructor(text: string) {
    this.#manifest = summarize(ID, "lab.openvidu.yaml", text);
  }

  follow(event: OperationEvent): void {
    logEvent(this.#log, event);
    this.#state.follow(ID, event);
    this.#output.follow(ID, event);
    const step = this.#progress.follow(event);
    if (step !== undefined) this.texts.progress.push(step.message);
    this.#look();
  }

  /** What is done with the result, and with each error that ends a command. */
  end({ status, errors }: DeployResult): void {
    for (const node of status.nodes) this.#state.nodeChecked(ID, node);
    this.#state.endCheck(ID, { urls: status.urls });
    for (const error of errors) logError(this.#log, error);
    this.#look();
  }

  /** All that it shows, logs and keeps. */
  everything(): string {
    const { log, progress, tree } = this.texts;
    const { nodes, ...rest } = this.#state.get(ID);
    const state = JSON.stringify([rest, [...nodes]]);
    return [...log, ...progress, ...tree, ...this.nodeOutput(), state].join("\n");
  }

  /** What the nodes' own documents show. */
  nodeOutput(): string[] {
    return this.#manifest.nodes.flatMap(({ name }) => this.#output.of(ID, name));
  }

  #look(): void {
    this.texts.tree.push(...wordsOf(clusterEntry(this.#manifest, this.#state.get(ID), english)));
  }

  readonly #log = {
    info: (line: string) => this.texts.log.push(line),
    warn: (line: string) => this.texts.log.push(line),
    error: (line: string) => this.texts.log.push(line),
    debug: (line: string) => this.texts.log.push(line),
  };
}

/** Everything that a row and the rows below it show or say. */
function wordsOf({ label, description, spoken, tooltip, command, children }: TreeEntry): string[] {
  const own = [label, description ?? "", spoken, tooltip?.() ?? "", JSON.stringify(command?.arguments ?? [])];
  return [...own, ...children.flatMap(wordsOf)];
}
