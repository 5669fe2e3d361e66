/** Runs `work` while holding the lock `file`, waiting as long as somebody else has it. */
export function withLock<Result>(
  file: string,
  options: { readonly log?: (message: string) => void } | undefined,
  work: () => Promise<Result>,
): Promise<Result>;
