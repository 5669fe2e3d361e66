/** A stretch of a manifest's text: offsets in UTF-16 code units, `end` exclusive. */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
}

/** A place as editors count: both from 0, `character` in UTF-16 code units. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** Replaces `range` of a manifest's text by `newText`. */
export interface TextChange {
  readonly range: SourceRange;
  readonly newText: string;
}

/** The way from the manifest's root to a value: mapping keys and list indices. */
export type Path = readonly (string | number)[];

/** A path as people write it: `masterNodes[0].ssh.port`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${String(step)}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}
