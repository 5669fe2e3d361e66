import type { DocumentLink } from "vscode-languageserver";
import { linksOf } from "../cluster/language/links";
import { forManifest, type Feature } from "./feature";
import { fileUri } from "./manifest-files";
import type { OpenManifest } from "./open-manifest";
import { toRange } from "./positions";

/** Files that the manifest names, the cluster's address, the release's documentation. */
function documentLinks({ uri, document }: OpenManifest): DocumentLink[] {
  return linksOf(document).flatMap(({ range, target }) => {
    const to = target.kind === "url" ? target.url : fileUri(target.path, uri);
    return to === undefined ? [] : [{ range: toRange(document, range), target: to }];
  });
}

export const documentLinkFeature: Feature = {
  capabilities: () => ({ documentLinkProvider: {} }),
  serve(connection, context) {
    connection.onDocumentLinks(forManifest("Links", context, [], documentLinks));
  },
};
