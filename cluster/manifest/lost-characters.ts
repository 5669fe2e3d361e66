import type { Finding } from "../finding";

/** What readers put in the place of bytes that are not UTF-8. */
export const LOST = "\uFFFD";

export const LOST_MESSAGE = `'${LOST}' stands here for bytes that are not UTF-8. Reopen the file with the encoding that it has, save it with UTF-8, and write anew what is still lost.`;

/** A file in another encoding has lost characters all over it: that is told once, at the first. */
export function lostOnce(findings: readonly Finding[]): readonly Finding[] {
  const first = findings.find(({ message }) => message === LOST_MESSAGE);
  return first === undefined
    ? findings
    : findings.filter((finding) => finding === first || finding.message !== LOST_MESSAGE);
}
