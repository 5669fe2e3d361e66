import type { Finding, Fix } from "../finding";
import type { Path } from "../source-range";
import type { ManifestDocument } from "./manifest-document";

/** An error about the key or the value at a path. */
export function schemaFinding(
  document: ManifestDocument,
  code: string,
  path: Path,
  part: "key" | "value",
  message: string,
  fixes: readonly Fix[] = [],
): Finding {
  return { code, severity: "error", message, range: document.rangeOf(path, part), related: [], fixes };
}
