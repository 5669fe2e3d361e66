/** One test inside VS Code. */
export interface HostTest {
  readonly title: string;
  readonly state: "passed" | "failed" | "skipped";
  readonly milliseconds: number;
  readonly error?: string;
}

/** What the suite writes to the file that OPENVIDU_HOST_RESULTS names. */
export interface HostResults {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly tests: readonly HostTest[];
}

/** The results for people, a line each, and why what failed has failed. */
export function describeResults({ passed, failed, skipped, tests }: HostResults): string {
  const marks = { passed: "✓", failed: "✗", skipped: "-" };
  const lines = tests.flatMap(({ title, state, milliseconds, error }) => [
    `${marks[state]} ${title} (${String(milliseconds)} ms)`,
    ...(error === undefined ? [] : [error.replace(/^/gm, "    ")]),
  ]);
  const counts = `${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`;
  return [...lines, counts].join("\n");
}
