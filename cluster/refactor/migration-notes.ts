import type { ReleaseFacts } from "../cluster";
import { listWords } from "../nearest-word";
import { compareVersions } from "../release/release-version";
import { lacksEmail } from "../rules/release-keys";
import type { MigrationSubject } from "./migration";

/** What a person should know about a migration besides its edits. */
export function* migrationNotes(subject: MigrationSubject): Generator<string> {
  const { draft, from, to, features } = subject;
  if (lacksEmail(draft, to, features)) yield "Fill in certificate.email.";
  if (from === undefined || from === to) return;
  yield* aboutRunning(from, to);
  const modules = to.modules.filter(({ name, replaces }) => !has(from, name) && !has(from, replaces));
  if (modules.length > 0)
    yield `New modules at ${to.version}: ${listWords(
      modules.map(({ name }) => name),
      "and",
    )}.`;
  const keys = newKeys(from, to);
  if (keys.length > 0) yield `New at ${to.version}, and optional: ${listWords(keys, "and")}.`;
  if (draft.installer?.environment !== undefined)
    yield `Check installer.environment: what it names may belong to ${from.version}.`;
}

function has(release: ReleaseFacts, module: string | undefined): boolean {
  return release.modules.some(({ name }) => name === module);
}

function* aboutRunning(from: ReleaseFacts, to: ReleaseFacts): Generator<string> {
  const isBack = (compareVersions(to.version, from.version) ?? 0) < 0;
  if (isBack)
    yield `${to.version} is older than ${from.version}. This changes the manifest, not a running cluster.`;
  else if (!to.upgrade.from.includes(from.version))
    yield `No source tells of a way for a running cluster from ${from.version} to ${to.version}.`;
  else if (!to.upgrade.chained)
    yield `A running cluster goes from ${from.version} to ${to.version} release by release.`;
}

/** Keys of the manifest that become arguments at one release and not at the other. */
function newKeys(from: ReleaseFacts, to: ReleaseFacts): string[] {
  const known = new Set(keysOf(from));
  return [...new Set(keysOf(to))].filter((key) => !known.has(key) && key !== "certificate.email");
}

function keysOf(release: ReleaseFacts): string[] {
  return release.arguments.flatMap(({ value }) => [value.key ?? value.file ?? []].flat());
}
