import { compareVersions } from "./release-version";

/**
 * The known versions that may have been meant: those just below and above a version; for a text that is none, those that
 * begin as it does (`3.4`, `v3.8.0`, `3.8.x`), else the newest two. `known` is oldest first.
 */
export function nearestReleases(name: string, known: readonly string[]): string[] {
  const bare = name.replace(/^v(?=\d)/i, "");
  if (known.includes(bare)) return [bare];
  if (compareVersions(bare, bare) === undefined) {
    const [start] = /^\d+\.\d+(?!\d)/.exec(bare) ?? [];
    const alike = start === undefined ? [] : known.filter((version) => version.startsWith(`${start}.`));
    return alike.length > 0 ? alike : known.slice(-2);
  }
  const above = known.findIndex((version) => (compareVersions(version, bare) ?? -1) > 0);
  return above < 0 ? known.slice(-2) : known.slice(Math.max(0, above - 1), above + 1);
}
