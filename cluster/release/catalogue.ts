import type { ReleaseFacts } from "../generated/release-facts";
import { releases as unordered } from "../generated/releases";
import { compareVersions } from "./release-version";

/** Every known release, oldest first. */
export const releases: readonly ReleaseFacts[] = [...unordered].sort(
  (one, other) => compareVersions(one.version, other.version) ?? 0,
);

/** The versions of every known release, oldest first. */
export const knownVersions: readonly string[] = releases.map(({ version }) => version);

/** Which facts hold for a manifest's `release`, and why these. */
export type ReleaseChoice =
  /** The catalogue has it. */
  | { readonly kind: "known"; readonly release: ReleaseFacts }
  /** `latest`: the newest known facts are used. */
  | { readonly kind: "latest"; readonly release: ReleaseFacts }
  /** Newer than the catalogue: the newest known facts are used. */
  | { readonly kind: "newer"; readonly release: ReleaseFacts }
  | { readonly kind: "unknown" };

/** Finds the facts for a release as the manifest names it. */
export function chooseRelease(name: string, known: readonly ReleaseFacts[] = releases): ReleaseChoice {
  const newest = known.at(-1);
  if (newest === undefined) return { kind: "unknown" };
  const exact = known.find((release) => release.version === name);
  if (exact !== undefined) return { kind: "known", release: exact };
  if (name === "latest") return { kind: "latest", release: newest };
  return (compareVersions(name, newest.version) ?? -1) > 0
    ? { kind: "newer", release: newest }
    : { kind: "unknown" };
}

/** The facts in force for a release as the manifest names it; undefined where the release is unknown. */
export function releaseInForce(name: string): ReleaseFacts | undefined {
  const choice = chooseRelease(name);
  return choice.kind === "unknown" ? undefined : choice.release;
}
