import type { ReleaseFacts } from "../cluster";
import type { ValueKey } from "../installer/installer-arguments";

/** Where a master node keeps a value that its installer was given. */
export interface KeptParameter {
  readonly key: ValueKey;
  /** The name in front of `=`. */
  readonly parameter: string;
  /** Absolute. */
  readonly file: string;
}

/** Where the master nodes of a release keep the values of these keys; those that no document tells of are left out. */
export function keptParameters(release: ReleaseFacts, keys: readonly ValueKey[]): KeptParameter[] {
  return keys.flatMap((key) => {
    const fact = release.parameters.find(({ manifestKey, role }) => role === "master" && manifestKey === key);
    return fact === undefined ? [] : [{ key, parameter: fact.key, file: fact.file }];
  });
}

/**
 * The value of a parameter in the text of its file, read as the official scripts do: the first line `KEY = value`,
 * without blanks, a comment or quotes around it. Undefined where there is none or it is empty.
 */
export function parameterValue(text: string, parameter: string): string | undefined {
  for (const line of text.split(/\r?\n/)) {
    const at = line.indexOf("=");
    if (at < 0 || line.slice(0, at).trim() !== parameter) continue;
    const value = line.slice(at + 1).trim();
    const quoted = /^(["'])(.*?)\1/.exec(value)?.[2];
    const bare = quoted ?? value.replace(/#.*$/, "").trim();
    return bare === "" ? undefined : bare;
  }
  return undefined;
}
