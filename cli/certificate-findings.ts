import type { Finding } from "../cluster/finding";
import { certificateFindings } from "../operations/certificates/read-certificates";
import type { Runtime } from "../operations/runtime";
import type { ManifestFile } from "./manifest-file";

/** What is wrong with the certificate files that a manifest names; nothing where it cannot be read as a whole. */
export async function certificateFileFindings(
  { cluster, directory, document }: ManifestFile,
  runtime: Runtime,
): Promise<Finding[]> {
  if (cluster === undefined) return [];
  const found = await certificateFindings(cluster, { runtime, directory });
  return found.map(({ severity, path, cause, suggestion }) => ({
    code: "certificate-files",
    severity,
    message: `${cause} ${suggestion}`,
    range: document.rangeOf(path, "value"),
    related: [],
    fixes: [],
  }));
}
