import type { ManifestCheck } from "../cluster/manifest/check-manifest";
import { applies } from "../cluster/release/condition";
import { featuresOf } from "../cluster/release/features";
import type { Path } from "../cluster/source-range";

/**
 * The arguments of the installer at the release in force that no key of the manifest gives. Not those that change
 * which ports are used: no table of ports follows them.
 */
export function furtherArguments(
  path: Path,
  { release, draft }: ManifestCheck,
): readonly { readonly value: string; readonly description: string }[] {
  const [top, key, role, index] = path;
  if (top !== "installer" || key !== "arguments" || typeof index !== "number" || path.length !== 4) return [];
  if (release === undefined) return [];
  const features = featuresOf(draft, release);
  return release.arguments
    .filter((fact) => fact.role === role && fact.value.extra === true && fact.changesPorts !== true)
    .filter((fact) => applies(fact.when, features))
    .flatMap(({ name, allowed = [], unverified }) => {
      const taken = `Taken by the installer of ${release.version}; no key of the manifest gives it.`;
      const description = unverified === undefined ? taken : `${taken} Not confirmed: ${unverified}`;
      const values = allowed.length === 0 ? [name] : allowed.map((value) => `${name}=${value}`);
      return values.map((value) => ({ value, description }));
    });
}
