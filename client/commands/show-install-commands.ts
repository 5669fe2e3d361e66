import type { App } from "../app";
import { chooseManifest } from "./subject";

/** Shows what the wizard would print for this manifest, as a read-only document. */
export async function showInstallCommands(app: App, argument: unknown): Promise<void> {
  const manifest = await chooseManifest(app, argument);
  if (manifest === undefined) return;
  const { name } = await app.manifests.read(manifest);
  await app.documents.show("install-commands", `${name} install commands.md`, manifest);
}
