import type { ReleaseChange } from "../generated/release-change";
import { applyChanges, CatalogueError, type JsonRelease } from "./apply-changes";
import { FACT_LISTS, fullIdentityOf, type JsonFact } from "./fact-identity";
import { compareVersions } from "./release-version";

/** A file of the catalogue: a whole release, or what one changes from another. */
export interface ReleaseFile {
  /** Its name, for messages: `3.8.0.json`. */
  readonly name: string;
  readonly content: JsonRelease;
}

/** Whether the file tells only what the release changes from another. */
export function isChange({ content }: ReleaseFile): boolean {
  return "from" in content;
}

/**
 * Every release of the files as a whole, oldest first, each with the sources that its facts name.
 * Throws CatalogueError where a file's name is not its version, a release that is built on is missing, releases are
 * built on each other in a circle, a list has the same fact twice, or a fact names a source that is not explained.
 */
export function resolveReleases(files: readonly ReleaseFile[]): JsonRelease[] {
  const byVersion = new Map(files.map((file) => [versionOf(file), file]));
  const resolved = new Map<string, JsonRelease>();
  const resolve = (file: ReleaseFile, asking: readonly string[]): JsonRelease => {
    const version = versionOf(file);
    const known = resolved.get(version);
    if (known !== undefined) return known;
    if (asking.includes(version)) {
      throw new CatalogueError(file.name, `built in a circle: ${[...asking, version].join(" from ")}.`);
    }
    const release = isChange(file) ? changed(file, [...asking, version]) : file.content;
    resolved.set(version, release);
    return release;
  };
  const changed = (file: ReleaseFile, asking: readonly string[]): JsonRelease => {
    const change = file.content as unknown as ReleaseChange;
    const base = byVersion.get(change.from);
    if (base === undefined) {
      throw new CatalogueError(file.name, `there is no release ${change.from} to start from.`);
    }
    return applyChanges(resolve(base, asking), change, file.name);
  };
  return files
    .map((file) => finished(resolve(file, []), file.name))
    .sort((one, other) => compareVersions(String(one["version"]), String(other["version"])) ?? 0);
}

function versionOf(file: ReleaseFile): string {
  const version = String(file.content["version"]);
  if (file.name !== `${version}.json`) throw new CatalogueError(file.name, `it is about release ${version}.`);
  return version;
}

/** Refuses facts told twice and sources that are not explained; leaves out sources that nothing names. */
function finished(release: JsonRelease, file: string): JsonRelease {
  const lists = FACT_LISTS.map((list) => ({ list, facts: (release[list] ?? []) as readonly JsonFact[] }));
  for (const { list, facts } of lists) {
    const identities = facts.map((fact) => fullIdentityOf(list, fact));
    const twice = identities.find((identity, index) => identities.indexOf(identity) !== index);
    if (twice !== undefined) throw new CatalogueError(file, `'${list}' has '${twice}' twice.`);
  }
  const single = Object.values(release).filter(
    (part): part is JsonFact => typeof part === "object" && part !== null && "source" in part,
  );
  const named = [...single, ...lists.flatMap(({ facts }) => facts)].flatMap((fact) =>
    String(fact["source"]).split(", "),
  );
  const sources = release["sources"] as JsonFact;
  const unexplained = named.find((key) => !Object.hasOwn(sources, key));
  if (unexplained !== undefined) {
    throw new CatalogueError(
      file,
      `a fact names the source '${unexplained}', which 'sources' does not explain.`,
    );
  }
  const used = Object.entries(sources).filter(([key]) => named.includes(key));
  return { ...release, sources: Object.fromEntries(used) };
}
