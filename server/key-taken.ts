import type { Features, ReleaseFacts } from "../cluster/cluster";
import { argumentsOfKey } from "../cluster/installer/installer-arguments";
import type { ManifestCheck } from "../cluster/manifest/check-manifest";
import { releases } from "../cluster/release/catalogue";
import { applies } from "../cluster/release/condition";
import { featuresOf } from "../cluster/release/features";
import { formatPath, type Path } from "../cluster/source-range";

/** Whether a key makes sense at the release in force, with the load balancing and certificate that the manifest has. */
export function isKeyTaken(
  path: Path,
  { release, draft }: Pick<ManifestCheck, "release" | "draft">,
): boolean {
  const type = draft.certificate?.type;
  if (formatPath(path) === "certificate.apiKey") return type === undefined || type === "zerossl";
  // A key that no release makes an argument of is a setting of our own.
  if (release === undefined || !releases.some((known) => factsOf(known, path).length > 0)) return true;
  const features = featuresOf(draft, release);
  const types = type === undefined ? (["letsencrypt", "owncert", "zerossl", "selfsigned"] as const) : [type];
  return factsOf(release, path).some((fact) =>
    types.some((certificateType) => applies(fact.when, generous(features, release, certificateType))),
  );
}

function factsOf(release: ReleaseFacts, path: Path): ReturnType<typeof argumentsOfKey> {
  return argumentsOfKey(release, path).filter(
    ({ value }) => value.key !== undefined || value.file !== undefined,
  );
}

/** The features as they are once the key and what it goes with are written. */
function generous(
  features: Features,
  release: ReleaseFacts,
  certificateType: Features["certificateType"],
): Features {
  return {
    ...features,
    modules: release.modules.map((module) => module.name),
    turnDomain: true,
    turnCertificate: true,
    ...(certificateType === undefined ? {} : { certificateType }),
  };
}
