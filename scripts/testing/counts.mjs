/** The counts of a report of Vitest, given the code that its runner ended with. */
export function countsOf(report, code) {
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  // A file that does not load, or an error outside of any test, fails the run without failing a test.
  if (code !== 0 && counts.failed === 0) counts.failed = Math.max(1, report.numFailedTestSuites);
  return counts;
}
