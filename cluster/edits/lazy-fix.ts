import type { Fix } from "../finding";
import type { TextChange } from "../source-range";

/** A fix that is worked out when somebody wants it: most are never asked for, and some look at the whole text. */
export function lazyFix(title: string, work: () => TextChange | readonly TextChange[] | undefined): Fix {
  let found: readonly TextChange[] | undefined;
  return {
    title,
    get changes() {
      found ??= [work() ?? []].flat();
      return found;
    },
  };
}
