/** One test inside VS Code. */
export interface HostTest {
  /** Group and test, as mocha joins them. */
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
