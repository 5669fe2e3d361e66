import * as vscode from "vscode";
import type { ManifestFiles } from "../manifests/manifest-files";
import type { ClusterState } from "../state/cluster-state";
import { clusterEntry } from "./cluster-entries";
import type { TreeEntry, TreeSubject } from "./tree-entry";

const REDRAW_MS = 50;

/** The view's id, as contributed. */
export const VIEW_ID = "openviduCluster.clusters";

/** The tree "Clusters". Its elements are the entries' ids, so that VS Code keeps what is open over every change. */
export class ClustersTree implements vscode.TreeDataProvider<string>, vscode.Disposable {
  readonly #manifests: ManifestFiles;
  readonly #state: ClusterState;
  readonly #entries = new Map<string, TreeEntry>();
  readonly #changed = new vscode.EventEmitter<string | undefined>();
  readonly #ends: (() => void)[];
  readonly #stale = new Set<string>();
  #redraw: ReturnType<typeof setTimeout> | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(manifests: ManifestFiles, state: ClusterState) {
    this.#manifests = manifests;
    this.#state = state;
    const following = manifests.onDidChange((id) => {
      if (id === undefined) this.#changed.fire(undefined);
      else this.#soon(id);
    });
    this.#ends = [
      state.onDidChange((id) => {
        this.#soon(id);
      }),
      () => {
        following.dispose();
      },
    ];
  }

  async getChildren(id?: string): Promise<string[]> {
    if (id !== undefined) return this.#entries.get(id)?.children.map((child) => child.id) ?? [];
    // The welcome view says why it is empty; nothing is searched before the workspace is trusted.
    if (!vscode.workspace.isTrusted) return [];
    await this.#manifests.start();
    return this.#manifests.list().map((manifest) => this.#build(manifest.id));
  }

  getTreeItem(id: string): vscode.TreeItem {
    const entry = this.#entries.get(id);
    if (entry === undefined) return new vscode.TreeItem(id);
    const item = new vscode.TreeItem(entry.label, collapsible(entry));
    item.id = entry.id;
    item.contextValue = entry.context;
    item.accessibilityInformation = { label: entry.spoken };
    if (entry.description !== undefined) item.description = entry.description;
    if (entry.icon !== undefined) {
      const { colour } = entry.icon;
      item.iconPath = new vscode.ThemeIcon(
        entry.icon.id,
        colour === undefined ? undefined : new vscode.ThemeColor(colour),
      );
    }
    if (entry.command !== undefined) {
      const { id: command, title, arguments: args } = entry.command;
      item.command = { command, title, arguments: [...args] };
    }
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, id: string): vscode.TreeItem {
    const tooltip = this.#entries.get(id)?.tooltip?.();
    if (tooltip !== undefined) item.tooltip = new vscode.MarkdownString(tooltip);
    return item;
  }

  /** All rows as they are now. */
  async rows(): Promise<readonly TreeEntry[]> {
    const ids = await this.getChildren();
    return ids.flatMap((id) => this.#entries.get(id) ?? []);
  }

  /** What a row is about, for commands that get it from the tree. */
  subjectOf(id: string): TreeSubject | undefined {
    return this.#entries.get(id)?.subject;
  }

  /** Shows everything anew, for example after the workspace was trusted. */
  redraw(): void {
    this.#changed.fire(undefined);
  }

  dispose(): void {
    clearTimeout(this.#redraw);
    for (const end of this.#ends) end();
    this.#changed.dispose();
  }

  /** Many events of a deployment make one redraw of its cluster. */
  #soon(manifestId: string): void {
    this.#stale.add(manifestId);
    this.#redraw ??= setTimeout(() => {
      this.#redraw = undefined;
      for (const id of this.#stale) {
        if (!this.#entries.has(id) || this.#manifests.get(id) === undefined) continue;
        this.#build(id);
        this.#changed.fire(id);
      }
      this.#stale.clear();
    }, REDRAW_MS);
  }

  #build(manifestId: string): string {
    const manifest = this.#manifests.get(manifestId);
    if (manifest === undefined) return manifestId;
    const namesakes = this.#manifests.list().filter(({ name }) => name === manifest.name);
    const live = this.#state.get(manifestId);
    this.#keep(clusterEntry(manifest, live, vscode.l10n.t, namesakes.length > 1));
    return manifestId;
  }

  #keep(entry: TreeEntry): void {
    this.#entries.set(entry.id, entry);
    for (const child of entry.children) this.#keep(child);
  }
}

function collapsible(entry: TreeEntry): vscode.TreeItemCollapsibleState {
  if (entry.open === undefined) return vscode.TreeItemCollapsibleState.None;
  return entry.open === "expanded"
    ? vscode.TreeItemCollapsibleState.Expanded
    : vscode.TreeItemCollapsibleState.Collapsed;
}
