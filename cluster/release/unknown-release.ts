import type { ReleaseFacts } from "../cluster";
import { listWords } from "../nearest-word";
import { chooseRelease, releases } from "./catalogue";
import { nearestReleases } from "./nearest-releases";

/** What to say of a name that is no known release, and the releases that may have been meant, likeliest first. */
export interface UnknownRelease {
  readonly message: string;
  readonly instead: readonly string[];
  /** Only its last numbers are missing, and there is such a release: nothing else can have been meant. */
  readonly isSure: boolean;
}

/** Explains a name for which `chooseRelease` has no facts. `known`: oldest first. */
export function unknownRelease(name: string, known: readonly ReleaseFacts[] = releases): UnknownRelease {
  const versions = known.map(({ version }) => version);
  const whole = completed(name);
  const choice = whole === undefined ? undefined : chooseRelease(whole, known);
  if (whole !== undefined && choice?.kind === "known")
    return { message: threeNumbers(whole, name), instead: [whole], isSure: true };
  if (whole !== undefined && choice?.kind === "newer") {
    const newest = choice.release.version;
    const message = `${threeNumbers(whole, name)} ${whole} is newer than this tool knows; the newest known is ${newest}.`;
    return { message, instead: [whole, newest], isSure: false };
  }
  const near = nearestReleases(whole ?? name, versions);
  return {
    message: `This tool knows no release '${name}'. Nearest known: ${listWords(near)}.`,
    instead: near,
    isSure: false,
  };
}

function threeNumbers(whole: string, name: string): string {
  return `A release has three numbers: '${whole}', not '${name}'.`;
}

/** `3.10` as `3.10.0`, `4` as `4.0.0`; undefined for what is not one or two numbers. */
function completed(name: string): string | undefined {
  if (/^\d+$/.test(name)) return `${name}.0.0`;
  return /^\d+\.\d+$/.test(name) ? `${name}.0` : undefined;
}
