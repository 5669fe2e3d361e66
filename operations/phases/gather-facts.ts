import { shellOf, type Deployment } from "../actions/deployment";
import { gatherFacts } from "../node/gather-facts";
import { installationOf, type Installation } from "../node/installation";
import type { NodePhase } from "./phase";

const WORDS: Readonly<Record<Installation, string>> = {
  absent: "OpenVidu is not installed",
  running: "an installation runs",
  unread: "an installation has ended",
  installed: "OpenVidu is installed",
  incomplete: "an installation did not finish",
};

export const gatherNodeFacts: NodePhase<Deployment> = {
  kind: "nodes",
  id: "facts",
  title: "Gather facts",
  changes: false,
  working: () => "Asking the node",
  nothing: "There are no nodes.",
  cancelled: "Cancelled while asking.",
  nodes: ({ context }) => context.cluster.nodes,
  async run(deployment, { node, signal, note }) {
    const { context, facts, redactor } = deployment;
    const asked = context.runtime.now();
    const found = await gatherFacts(context.cluster, node, shellOf(deployment, node), {
      signal,
      redactor,
    });
    facts.set(node.name, found);
    const skew = clockSkew(found.time, asked, context.runtime.now());
    if (skew !== undefined)
      note(
        "warning",
        `The clock is ${skew} this machine's. Set up time synchronisation: TLS and tokens need it.`,
      );
    const machine = [found.operatingSystem, found.architecture]
      .filter((word) => word !== undefined)
      .join(", ");
    return { outcome: "done", message: `${machine}: ${WORDS[installationOf(found)]}.` };
  },
};

/** Milliseconds that clocks may differ without anybody noticing. */
const SMALL_SKEW = 5_000;

/** In words how far the node's clock is off, or undefined where it may be right: it was read at some time between the two. */
export function clockSkew(nodeTime: number, asked: number, answered: number): string | undefined {
  const ahead = nodeTime - answered;
  const behind = asked - nodeTime;
  if (ahead > SMALL_SKEW) return `${String(Math.round(ahead / 1000))} s ahead of`;
  if (behind > SMALL_SKEW) return `${String(Math.round(behind / 1000))} s behind`;
  return undefined;
}
