import type { ReleaseFacts } from "../cluster/cluster";
import type { ManifestCheck } from "../cluster/manifest/check-manifest";
import { knownVersions } from "../cluster/release/catalogue";
import { applies } from "../cluster/release/condition";
import { portLine } from "../cluster/release/fact-lines";
import { featuresOf } from "../cluster/release/features";
import { countUnverified, releaseParts } from "../cluster/release/release-parts";
import type { Path } from "../cluster/source-range";

/** What the catalogue tells about a release, a module or a way in, with what no public source confirms; empty for other keys. */
export function releaseFactsText({ release, draft }: ManifestCheck, path: Path, value: unknown): string {
  if (release === undefined) return "";
  const [key, inner] = path;
  if (path.length === 1 && key === "release") return needsText(release);
  if (path.length !== 2) return "";
  const features = featuresOf(draft, release);
  const rows = release.ports.filter(({ from, when }) => {
    const { module, ingress, ...others } = when ?? {};
    const [meant, own] =
      key === "modules" ? [module, value] : [ingress, key === "ingress" ? inner : undefined];
    return meant !== undefined && meant === own && from.length > 0 && applies(others, features);
  });
  if (rows.length === 0) return "";
  const lines = rows.map(portLine).map(({ label, detail, unverified }) => {
    const told = detail === undefined ? label : `${label}: ${detail}`;
    return `- ${told}${doubt(unverified)}`;
  });
  return [`**Ports for it** (${release.version})`, "", ...lines].join("\n");
}

function needsText(release: ReleaseFacts): string {
  const { engine, compose, unverified } = release.docker;
  const count = countUnverified(releaseParts(release, knownVersions));
  return [
    `**OpenVidu ${release.version}** needs Docker ${least(engine)} and docker-compose ${least(compose)}.${doubt(unverified)}`,
    `No public source confirms ${String(count)} of its facts: \`ovcluster releases ${release.version}\` tells them all, with their sources.`,
  ].join("\n\n");
}

function least(version: string | null): string {
  return version === null ? "of a version that is not known" : `${version} or later`;
}

function doubt(unverified: string | undefined): string {
  return unverified === undefined ? "" : `\n  *Not confirmed by a public source: ${unverified}*`;
}
