import * as vscode from "vscode";
import { LANGUAGE_ID } from "../../server/protocol";
import type { App } from "../app";
import { VIEW_ID } from "./clusters-tree";

/** Shows the tree in its view and has it refreshed while it is visible. */
export function showTree({ tree, refresher, manifests }: App): vscode.Disposable[] {
  const view = vscode.window.createTreeView(VIEW_ID, { treeDataProvider: tree, showCollapseAll: true });
  refresher.setFocused(vscode.window.state.focused);
  refresher.setVisible(view.visible);
  return [
    view,
    view.onDidChangeVisibility(({ visible }) => {
      refresher.setVisible(visible);
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      refresher.setFocused(focused);
    }),
    manifests.onDidChange((id) => {
      if (id === undefined) refresher.soon();
    }),
    vscode.workspace.onDidSaveTextDocument(({ languageId }) => {
      if (languageId === LANGUAGE_ID) refresher.soon();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      tree.redraw();
    }),
  ];
}
