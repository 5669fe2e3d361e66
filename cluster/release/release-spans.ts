/**
 * Names releases so that neighbours read as a span: "3.0.0-beta1 to 3.5.0 and 3.8.0".
 * Both lists are in the order of the catalogue.
 */
export function releaseSpans(named: readonly string[], all: readonly string[]): string[] {
  const spans: string[][] = [];
  for (const version of named) {
    const span = spans.at(-1);
    const follows = span !== undefined && all.indexOf(version) === all.indexOf(span.at(-1) ?? "") + 1;
    if (follows) span.push(version);
    else spans.push([version]);
  }
  // Two neighbours are no longer by name than as a span.
  return spans.flatMap((span) => (span.length > 2 ? [`${span[0] ?? ""} to ${span.at(-1) ?? ""}`] : span));
}
