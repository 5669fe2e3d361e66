import { isInstallerKey, takes } from "../cluster/installer/taken-keys";
import type { ManifestCheck } from "../cluster/manifest/check-manifest";
import { featuresOf } from "../cluster/release/features";
import { formatPath, type Path } from "../cluster/source-range";

const CERTIFICATE_TYPES = ["letsencrypt", "owncert", "zerossl", "selfsigned"] as const;

/**
 * Whether a key makes sense at the release in force, with the load balancing and certificate that the manifest has;
 * where its certificate has no type yet, with any.
 */
export function isKeyTaken(
  path: Path,
  { release, draft }: Pick<ManifestCheck, "release" | "draft">,
): boolean {
  const type = draft.certificate?.type;
  // No source tells which argument it becomes.
  if (formatPath(path) === "certificate.apiKey") return type === undefined || type === "zerossl";
  if (release === undefined || !isInstallerKey(path)) return true;
  const features = featuresOf(draft, release);
  return (type === undefined ? CERTIFICATE_TYPES : [type]).some((certificateType) =>
    takes(release, path, { ...features, certificateType }),
  );
}
