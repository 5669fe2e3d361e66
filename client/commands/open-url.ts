import * as vscode from "vscode";
import type { App } from "../app";
import { subjectOf } from "./subject";

/** Opens the cluster's own page in the browser. */
export async function openUrl(app: App, argument: unknown): Promise<void> {
  const subject = subjectOf(app, argument);
  if (subject === undefined) return;
  const { domain } = await app.manifests.read(subject.manifest);
  if (domain === undefined) return;
  await vscode.env.openExternal(vscode.Uri.from({ scheme: "https", authority: domain, path: "/" }));
}
