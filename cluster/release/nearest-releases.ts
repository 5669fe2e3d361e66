import { compareVersions } from "./release-version";

/** The known versions just below and above one; the newest two where the text is no version. `known` is oldest first. */
export function nearestReleases(name: string, known: readonly string[]): string[] {
  const above = known.findIndex((version) => (compareVersions(version, name) ?? -1) > 0);
  return above < 0 ? known.slice(-2) : known.slice(Math.max(0, above - 1), above + 1);
}
