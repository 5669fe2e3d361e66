import type { Features, ReleaseFacts } from "../cluster";
import { releases } from "../release/catalogue";
import { applies } from "../release/condition";
import { formatPath, type Path } from "../source-range";
import { argumentsOfKey } from "./installer-arguments";

/** Whether the installer of any release takes the key's value. Every other key is a setting of our own. */
export function isInstallerKey(path: Path): boolean {
  const key = formatPath(path);
  return releases.some((release) =>
    release.arguments.some(({ value }) => value.key === key || value.file === key),
  );
}

/**
 * Whether the release's installer takes the key, under this load balancing and certificate type. The modules, the TURN domain
 * and the TURN certificate that it may belong to count as given.
 */
export function takes(release: ReleaseFacts, path: Path, features: Features): boolean {
  const modules = release.modules.map((module) => module.name);
  const generous: Features = { ...features, modules, turnDomain: true, turnCertificate: true };
  return argumentsOfKey(release, path).some((fact) => applies(fact.when, generous));
}
