import type { Fix } from "../finding";
import type { ManifestDocument } from "../manifest/manifest-document";
import { nextLine } from "./written-place";

/** More text than this is not looked through: somebody waits for the answer. */
const MOST_SEARCHED = 200_000;

const FENCE = /^```\w*[ \t]*\r?$/gm;

/** Removes the lines with which a text's code begins and ends in other files, where one of them is at this offset. */
export function withoutFence(document: ManifestDocument, at: number): Fix | undefined {
  if (document.length > MOST_SEARCHED) return undefined;
  const starts = [...document.text.matchAll(FENCE)].map(({ index }) => index);
  if (!starts.includes(at) || starts.length > 2) return undefined;
  return {
    title: starts.length > 1 ? "Remove the lines of ```" : "Remove the line of ```",
    changes: starts.map((start) => ({ range: { start, end: nextLine(document, start) }, newText: "" })),
  };
}
