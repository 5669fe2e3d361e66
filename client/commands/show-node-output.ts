import type { App } from "../app";
import { subjectOf } from "./subject";

/** Shows what a node printed while it was worked on, as a document that grows. */
export async function showNodeOutput(app: App, argument: unknown): Promise<void> {
  const subject = subjectOf(app, argument);
  if (subject?.node === undefined) return;
  await app.documents.show("node-output", `${subject.node}.log`, subject.manifest, subject.node);
}
