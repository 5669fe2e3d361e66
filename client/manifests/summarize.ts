import { checkManifest } from "../../cluster/manifest/check-manifest";
import { ManifestDocument } from "../../cluster/manifest/manifest-document";
import type { ManifestSummary } from "./manifest-summary";
import { readNodes, textAt } from "./read-manifest";

/** Reads and checks a manifest's text, with the same rules as the language server. Any text has a summary. */
export function summarize(id: string, path: string, text: string): ManifestSummary {
  const document = new ManifestDocument(text);
  const { findings, cluster } = checkManifest(document);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const domain = textAt(document, "domain");
  const release = textAt(document, "release");
  return {
    id,
    path,
    name: textAt(document, "name") ?? path,
    ...(domain === undefined ? {} : { domain }),
    ...(release === undefined ? {} : { release }),
    nodes: readNodes(document),
    errors,
    ...(cluster === undefined || errors > 0 ? {} : { cluster }),
  };
}
