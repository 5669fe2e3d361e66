import type { Finding } from "../finding";
import type { TextChange } from "../source-range";

/** The changes of all safe fixes that do not get into each other's way: of two for one place, the first. */
export function safeChanges(findings: readonly Finding[]): readonly TextChange[] {
  const chosen: TextChange[] = [];
  for (const { fixes } of findings) {
    const safe = fixes.find((fix) => fix.safe === true);
    if (safe === undefined || safe.changes.some((change) => chosen.some((other) => meet(change, other))))
      continue;
    chosen.push(...safe.changes);
  }
  return chosen;
}

function meet({ range: one }: TextChange, { range: other }: TextChange): boolean {
  return one.start <= other.end && other.start <= one.end;
}
