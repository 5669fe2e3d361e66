import type { ErrorReport } from "../operations/events";
import type { Colours } from "./colours";

/** Errors with one cause and the same output are told once, with all the nodes that have them. */
function groupByCause(
  errors: readonly ErrorReport[],
): { readonly report: ErrorReport; readonly nodes: readonly string[] }[] {
  const groups = new Map<string, { report: ErrorReport; nodes: string[] }>();
  for (const report of errors) {
    const { code, attempted, cause, suggestion, output } = report;
    const machine = report.node === undefined ? report.machine : undefined;
    // A fingerprint belongs to one node; such errors stay apart.
    const own = report.fingerprint === undefined ? undefined : report.node;
    const key = JSON.stringify([code, attempted, cause, suggestion, output, own, machine]);
    const group = groups.get(key) ?? { report, nodes: [] };
    const node = nodeWithMachine(report);
    if (node !== undefined && !group.nodes.includes(node)) group.nodes.push(node);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** What went wrong, on which nodes, why, and what to do next; the last lines of output where there are any. */
export function errorsText(errors: readonly ErrorReport[], colours: Colours): string {
  return groupByCause(errors)
    .map(({ report, nodes }) => {
      const where = nodes.length === 0 ? withoutNode(report) : ` on ${nodes.join(", ")}`;
      const output = (report.output ?? []).map((line) => colours.dim(`    │ ${line}`));
      return [
        `${colours.red("error")}: could not ${report.attempted}${where}`,
        `  ${report.cause}`,
        ...output,
        `  ${colours.bold("Next:")} ${report.suggestion}`,
      ].join("\n");
    })
    .join("\n\n");
}

/** ` (ubuntu@203.0.113.11:22)`, where no node is meant and the attempt does not name the machine itself. */
function withoutNode({ attempted, machine }: ErrorReport): string {
  return machine === undefined || attempted.includes(machine) ? "" : ` (${machine})`;
}

/** `master-1 (ubuntu@203.0.113.11:22)`, where the error tells which machine was asked. */
function nodeWithMachine({ node, machine }: ErrorReport): string | undefined {
  return node === undefined || machine === undefined ? node : `${node} (${machine})`;
}
