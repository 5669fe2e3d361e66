import type { CodeLens, Command } from "vscode-languageserver";
import { NODE_LISTS, nodesOf } from "../cluster/language/node-lists";
import { entryOf } from "../cluster/manifest/value-node";
import type { ClientAbilities } from "./client-abilities";
import { forManifest, type Feature } from "./feature";
import type { OpenManifest } from "./open-manifest";
import { toRange } from "./positions";
import {
  FIREWALL_COMMAND,
  SECRETS_COMMAND,
  DEPLOY_COMMAND,
  INSTALL_COMMANDS_COMMAND,
  NODE_OUTPUT_COMMAND,
  REFRESH_COMMAND,
} from "./protocol";

/** What can be done with the cluster, above its first key, and with each node; only what the editor has a command for. */
export function codeLenses(manifest: OpenManifest, abilities: ClientAbilities): CodeLens[] {
  const { commands } = abilities;
  const { document, uri } = manifest;
  const clusterCommands: Command[] = [
    { title: "$(rocket) Deploy", command: DEPLOY_COMMAND },
    { title: "$(refresh) Status", command: REFRESH_COMMAND },
    { title: "$(terminal) Install commands", command: INSTALL_COMMANDS_COMMAND },
    { title: "$(shield) Firewall", command: FIREWALL_COMMAND },
    { title: "$(key) Secrets", command: SECRETS_COMMAND },
  ].filter(({ command }) => commands.has(command));
  const first = toRange(document, document.rangeOf([], "key"));
  const lenses = clusterCommands.map((command) => ({
    range: first,
    command: { ...command, arguments: [{ manifestId: uri }] },
  }));
  return document.root === undefined ? [] : [...lenses, ...nodeLenses(manifest, abilities)];
}

function nodeLenses({ document, uri }: OpenManifest, { commands }: ClientAbilities): CodeLens[] {
  const offered: Command[] = [
    { title: "$(refresh) Status", command: REFRESH_COMMAND },
    { title: "$(output) Output", command: NODE_OUTPUT_COMMAND },
  ].filter(({ command }) => commands.has(command));
  if (offered.length === 0) return [];
  return NODE_LISTS.flatMap((list) => nodesOf(document.root, list)).flatMap((node) => {
    const name = entryOf(node, "name");
    if (name === undefined || name.merged || name.value.kind !== "scalar") return [];
    const range = toRange(document, name.keyRange);
    const argument = { manifestId: uri, node: String(name.value.value) };
    return offered.map((command) => ({ range, command: { ...command, arguments: [argument] } }));
  });
}

export const codeLensFeature: Feature = {
  capabilities: () => ({ codeLensProvider: {} }),
  serve(connection, context) {
    connection.onCodeLens(
      forManifest("Code lens", context, [], (manifest) => codeLenses(manifest, context.abilities)),
    );
  },
};
