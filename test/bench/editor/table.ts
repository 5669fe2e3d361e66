import { METRICS, type Metric, type Samples } from "./measure";

/** Theirs divided by ours that must be reached at least, by the number of nodes. */
export const GOALS: Readonly<Record<number, Readonly<Record<Metric, number>>>> = {
  6: { key: 40, cpu: 3, completion: 1, start: 3, memory: 1.3 },
  100: { key: 80, cpu: 15, completion: 5, start: 3, memory: 1.5 },
  1_000: { key: 150, cpu: 100, completion: 20, start: 3, memory: 3 },
  10_000: { key: 1_000, cpu: 500, completion: 100, start: 3, memory: 8 },
};

export interface Compared {
  readonly nodes: number;
  readonly ours: Samples;
  readonly theirs: Samples;
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** How many times less ours takes, by the medians. */
export function ratioOf({ ours, theirs }: Compared, metric: Metric): number {
  return median(theirs[metric]) / median(ours[metric]);
}

/** Markdown: medians, p95 and ratios, a table a size of manifest. */
export function resultTable(compared: readonly Compared[]): string {
  return compared.map((one) => sizeTable(one)).join("\n");
}

function sizeTable(compared: Compared): string {
  const { nodes, ours, theirs } = compared;
  const rows = (Object.keys(METRICS) as Metric[]).map((metric) => {
    const goal = GOALS[nodes]?.[metric];
    const ratio = ratioOf(compared, metric);
    const reached = goal === undefined || ratio >= goal ? "" : " (missed)";
    const cells = [shown(theirs[metric]), shown(ours[metric]), `**${digits(ratio)}×**`];
    return `| ${METRICS[metric]} | ${cells.join(" | ")} | ${goal === undefined ? "" : `${String(goal)}×`}${reached} |`;
  });
  return [
    `### ${String(nodes)} nodes`,
    "",
    "| | yaml-language-server 2.0.0 | OpenVidu Cluster | ratio | wanted at least |",
    "|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

function shown(samples: readonly number[]): string {
  const middle = digits(median(samples));
  return samples.length < 5 ? middle : `${middle} (p95 ${digits(quantile(samples, 0.95))})`;
}

function digits(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
