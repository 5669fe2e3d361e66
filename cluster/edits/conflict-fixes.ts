import type { Finding, Fix } from "../finding";
import type { ManifestDocument } from "../manifest/manifest-document";
import type { SourceRange } from "../source-range";
import { nextLine } from "./written-place";

/** The lines of an unfinished merge: its signs, and what each side has. */
interface Conflict {
  readonly whole: SourceRange;
  readonly ours: SourceRange;
  readonly theirs: SourceRange;
}

/** What finishes a merge: one side or the other, or both of them. */
export function conflictFixes(document: ManifestDocument, { range }: Finding): Fix[] {
  const conflict = conflictAt(document, range.start);
  if (conflict === undefined) return leftOver(document, range.start);
  const { whole, ours, theirs } = conflict;
  const [first, second] = [ours, theirs].map(({ start, end }) => document.slice(start, end));
  const keep = (title: string, newText = ""): Fix => ({ title, changes: [{ range: whole, newText }] });
  return [
    keep("Keep the first side", first),
    keep("Keep the second side", second),
    keep("Keep both sides", `${first ?? ""}${second ?? ""}`),
  ];
}

/** The line of a sign that was forgotten when the others were deleted. */
function leftOver(document: ManifestDocument, start: number): Fix[] {
  const end = nextLine(document, start);
  const signs = document.text.match(/^(?:<{7}|\|{7}|={7}|>{7})(?=\s|$)/gm) ?? [];
  return signs.length === 1
    ? [{ title: "Remove this line", changes: [{ range: { start, end }, newText: "" }] }]
    : [];
}

/** Undefined where one of its signs is missing. */
function conflictAt(document: ManifestDocument, start: number): Conflict | undefined {
  let [base, middle] = [-1, -1];
  const first = nextLine(document, start);
  if (!/^<{7}(?:\s|$)/.test(document.slice(start, start + 8))) return undefined;
  for (let at = first; at < document.length;) {
    const next = nextLine(document, at);
    const sign = document.slice(at, Math.min(next, at + 8));
    if (/^<{7}(?:\s|$)/.test(sign)) return undefined;
    if (/^\|{7}(?:\s|$)/.test(sign) && middle < 0) base = at;
    if (/^={7}(?:\s|$)/.test(sign) && middle < 0) middle = at;
    else if (/^>{7}(?:\s|$)/.test(sign) && middle >= 0)
      return {
        whole: { start, end: next },
        ours: { start: first, end: base < 0 ? middle : base },
        theirs: { start: nextLine(document, middle), end: at },
      };
    at = next;
  }
  return undefined;
}
