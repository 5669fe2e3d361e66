import type { ReleaseFacts } from "../cluster";
import { insertEntry } from "../edits/insert-entry";
import { isValueThere } from "../edits/written-place";
import { removeEntries } from "../edits/remove-entries";
import type { Draft } from "../manifest/draft";
import type { ManifestCheck } from "../manifest/check-manifest";
import type { ManifestDocument } from "../manifest/manifest-document";
import { listWords } from "../nearest-word";
import { featuresOf } from "../release/features";
import { moduleAt } from "../release/module-at";
import { keysNotTaken, lacksEmail } from "../rules/release-keys";
import { formatPath, type Path, type TextChange } from "../source-range";
import { argumentsToDrop } from "./migrate-arguments";
import type { Migration, MigrationStep, MigrationSubject } from "./migration";
import { migrationNotes } from "./migration-notes";

/**
 * Works out what takes a manifest to another release of the catalogue: its name, modules under their names there, what
 * it does not take any more removed, and what keeps the cluster as it is or is needed there added.
 */
export function migrate(document: ManifestDocument, check: ManifestCheck, to: ReleaseFacts): Migration {
  const { draft, release: from } = check;
  const subject: MigrationSubject = { document, draft, from, to, features: featuresOf(draft, to) };
  const removal = removeUntaken(subject);
  const steps = [
    nameStep(subject),
    ...moduleSteps(subject),
    ...engineSteps(subject),
    ...emailSteps(subject),
    ...removal.steps,
  ].filter(({ changes }) => changes.length > 0);
  const notes = [...removal.notes, ...migrationNotes(subject)];
  return { title: `Migrate to ${to.version}`, steps, notes };
}

function nameStep({ document, draft, to }: MigrationSubject): MigrationStep {
  const step = {
    title: `Release ${to.version}`,
    why: draft.release === undefined ? "" : `Instead of ${draft.release}.`,
  };
  const path = ["release"];
  if (document.nodeAtPath(path) === undefined)
    return { ...step, changes: added(document, [], "release", to.version, "name") };
  return { ...step, changes: replaced(document, path, to.version) };
}

function moduleSteps({ document, draft, to }: MigrationSubject): MigrationStep[] {
  return moduleMoves(draft, to).flatMap(({ index, name, now }) =>
    now === undefined
      ? []
      : [
          {
            title: `Rename module ${name} to ${now}`,
            why: `${now} has the place of ${name} at ${to.version}.`,
            changes: replaced(document, ["modules", index], now),
          },
        ],
  );
}

interface ModuleMove {
  readonly index: number;
  readonly name: string;
  /** Undefined where nothing has its place, or what has it is in the list already. */
  readonly now: string | undefined;
}

/** The modules that the release does not have under their names. */
function moduleMoves(draft: Draft, to: ReleaseFacts): ModuleMove[] {
  const taken = new Set(draft.modules);
  return (draft.modules ?? []).flatMap((name, index): ModuleMove[] => {
    const now = name === undefined ? undefined : moduleAt(name, to);
    if (name === undefined || now === name) return [];
    if (now === undefined || taken.has(now)) return [{ index, name, now: undefined }];
    taken.add(now);
    return [{ index, name, now }];
  });
}

function* engineSteps({ document, draft, from, to }: MigrationSubject): Generator<MigrationStep> {
  const { allowed, default: preset } = to.rtcEngines;
  const written = draft.rtcEngine;
  if (written !== undefined && !allowed.includes(written)) {
    yield {
      title: `Change the engine to ${preset}`,
      why: `${to.version} has ${listWords(allowed, "and")}, not ${written}.`,
      changes: replaced(document, ["rtcEngine"], preset),
    };
  }
  const before = from?.rtcEngines.default;
  const isThere = document.nodeAtPath(["rtcEngine"]) !== undefined;
  if (isThere || before === undefined || before === preset || !allowed.includes(before)) return;
  yield {
    title: `Keep the engine ${before}`,
    why: `Left out, it would be ${preset} from now on: the default is another at ${to.version}.`,
    changes: added(document, [], "rtcEngine", before, "domain"),
  };
}

function* emailSteps({ document, draft, to, features }: MigrationSubject): Generator<MigrationStep> {
  if (!lacksEmail(draft, to, features)) return;
  if (document.nodeAtPath(["certificate", "email"]) !== undefined) return;
  yield {
    title: "Add certificate.email, to be filled in",
    why: `${to.version} needs an e-mail address for Let's Encrypt.`,
    changes: added(document, ["certificate"], "email", '""', "type"),
  };
}

interface Leaving {
  readonly path: Path;
  readonly what: string;
}

function removeUntaken(subject: MigrationSubject): Pick<Migration, "steps" | "notes"> {
  const { document, to } = subject;
  const leaving = [...leavingParts(subject)];
  const { changes, kept } = removeEntries(
    document,
    leaving.map(({ path }) => path),
  );
  const stays = new Set(kept.map(formatPath));
  const [left, removed] = [true, false].map((is) =>
    leaving.filter(({ path }) => stays.has(formatPath(path)) === is).map(({ what }) => what),
  );
  const step = {
    title: `Remove ${listWords(removed ?? [], "and")}`,
    why: `Not for ${to.version}.`,
    changes,
  };
  const notes = (left ?? []).map(
    (what) =>
      `${what} is not for ${to.version}, and is written in another place or named there: remove it by hand.`,
  );
  return { steps: [step], notes };
}

function* leavingParts(subject: MigrationSubject): Generator<Leaving> {
  const { document, draft, from, to, features } = subject;
  for (const path of keysNotTaken(draft, to, features)) yield { path, what: formatPath(path) };
  for (const { index, name, now } of moduleMoves(draft, to))
    if (now === undefined) yield { path: ["modules", index], what: `module ${name}` };
  yield* argumentsToDrop(subject);
  const sums = ["installer", "sha256"];
  // They are those of the former release's scripts, and would refuse any other.
  if (from !== undefined && from !== to && document.nodeAtPath(sums) !== undefined)
    yield { path: sums, what: formatPath(sums) };
}

/** Writes another word in a value's place, in the quotes that it has. */
function replaced(document: ManifestDocument, path: Path, word: string): TextChange[] {
  const node = document.nodeAtPath(path);
  if (node?.kind !== "scalar" || !isValueThere(document, path)) return [];
  const { range } = node;
  const quote = /^["']/.exec(document.slice(range.start, range.start + 1))?.[0] ?? "";
  const gap = range.end === range.start ? " " : "";
  return [{ range, newText: `${gap}${quote}${word}${quote}` }];
}

function added(
  document: ManifestDocument,
  parent: Path,
  key: string,
  text: string,
  behind: string,
): TextChange[] {
  const change = insertEntry(document, parent, key, text, behind);
  return change === undefined ? [] : [change];
}
