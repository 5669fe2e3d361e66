import type { CodeLens, Command } from "vscode-languageserver";
import { entryOf } from "../cluster/manifest/value-node";
import type { ClientAbilities } from "./client-abilities";
import { forManifest, type Feature } from "./feature";
import type { OpenManifest } from "./open-manifest";
import { toRange } from "./positions";
import { DEPLOY_COMMAND, INSTALL_COMMANDS_COMMAND, NODE_OUTPUT_COMMAND, REFRESH_COMMAND } from "./protocol";

/** What can be done with the cluster, above its first key, and with each node; only what the editor has a command for. */
export function codeLenses(manifest: OpenManifest, { commands }: ClientAbilities): CodeLens[] {
  const { document, uri } = manifest;
  const clusterCommands: Command[] = [
    { title: "$(rocket) Deploy", command: DEPLOY_COMMAND },
    { title: "$(refresh) Status", command: REFRESH_COMMAND },
    { title: "$(terminal) Install commands", command: INSTALL_COMMANDS_COMMAND },
  ].filter(({ command }) => commands.has(command));
  const first = toRange(document, document.rangeOf([], "key"));
  const lenses = clusterCommands.map((command) => ({
    range: first,
    command: { ...command, arguments: [{ manifestId: uri }] },
  }));
  return document.root === undefined
    ? []
    : [...lenses, ...(commands.has(NODE_OUTPUT_COMMAND) ? nodeLenses(manifest) : [])];
}

function nodeLenses({ document, uri }: OpenManifest): CodeLens[] {
  return ["masterNodes", "mediaNodes"].flatMap((list) => {
    const nodes = document.nodeAtPath([list]);
    if (nodes?.kind !== "sequence") return [];
    return nodes.items.flatMap((node) => {
      const name = entryOf(node, "name");
      if (name === undefined || name.merged || name.value.kind !== "scalar") return [];
      const title = "$(output) Output";
      const argument = { manifestId: uri, node: String(name.value.value) };
      return [
        {
          range: toRange(document, name.keyRange),
          command: { title, command: NODE_OUTPUT_COMMAND, arguments: [argument] },
        },
      ];
    });
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
