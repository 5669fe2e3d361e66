import type { Location, Position } from "vscode-languageserver";
import { anchorFamilyAt } from "../cluster/language/anchors";
import { nodeFamilyAt } from "../cluster/language/node-family";
import { forManifest, type Feature } from "./feature";
import type { OpenManifest } from "./open-manifest";
import { toRange } from "./positions";

/** The anchor of an alias; for a jump host that is one of the cluster's nodes, the node's address; a node's name itself. */
function definition({ uri, document }: OpenManifest, position: Position): Location | null {
  const offset = document.offsetAt(position);
  const target = anchorFamilyAt(document, offset)?.anchor?.range ?? nodeFamilyAt(document, offset)?.own[0];
  return target === undefined ? null : { uri, range: toRange(document, target) };
}

export const definitionFeature: Feature = {
  capabilities: () => ({ definitionProvider: true }),
  serve(connection, context) {
    connection.onDefinition(
      forManifest("Definition", context, null, (manifest, { position }) => definition(manifest, position)),
    );
  },
};
