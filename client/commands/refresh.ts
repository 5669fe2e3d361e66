import type { App } from "../app";
import { subjectOf } from "./subject";

/** Looks at the nodes now: of one cluster where called on its row, else of all. */
export async function refresh(app: App, argument: unknown): Promise<void> {
  await app.manifests.start();
  const subject = subjectOf(app, argument);
  await (subject === undefined ? app.refresher.now() : app.refresher.now([subject.manifest.toString()]));
}
