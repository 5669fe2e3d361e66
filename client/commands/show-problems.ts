import * as vscode from "vscode";
import type { App } from "../app";
import { subjectOf } from "./subject";

/** Opens the manifest with the Problems panel. */
export async function showProblems(app: App, argument: unknown): Promise<void> {
  const subject = subjectOf(app, argument);
  // The editor opens what it shares with no extension, too.
  if (subject !== undefined) await vscode.commands.executeCommand("vscode.open", subject.manifest);
  await vscode.commands.executeCommand("workbench.actions.view.problems");
}
