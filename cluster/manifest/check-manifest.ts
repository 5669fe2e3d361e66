import type { Finding } from "../finding";
import { NOWHERE, type Surroundings } from "../surroundings";
import { ManifestChecker, type ManifestCheck } from "./manifest-checker";
import type { ManifestDocument } from "./manifest-document";

export type { ManifestCheck };

/** Reads a manifest and tells everything that is wrong with it. The same for editor, terminal and deploy. */
export function checkManifest(
  document: ManifestDocument,
  surroundings: Surroundings = NOWHERE,
): ManifestCheck {
  return new ManifestChecker(surroundings).check(document);
}

/** Whether any finding is an error: then nothing may be deployed. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === "error");
}
