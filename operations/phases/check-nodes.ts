import { factsOf, type Deployment } from "../actions/deployment";
import { problemsOf, remarksOn } from "../checks/index";
import { Problems, type NodePhase } from "./phase";

export const checkNodes: NodePhase<Deployment> = {
  kind: "nodes",
  id: "check",
  title: "Check",
  changes: false,
  working: () => "Checking",
  nothing: "There are no nodes.",
  cancelled: "Cancelled.",
  nodes: ({ context }) => context.cluster.nodes,
  run(deployment, { node, note }) {
    const { cluster } = deployment.context;
    const checked = { cluster, node, facts: factsOf(deployment, node), all: deployment.facts };
    for (const remark of remarksOn(checked)) note("warning", remark);
    const problems = problemsOf(checked);
    if (problems.length === 0) return Promise.resolve({ outcome: "done", message: "Fit for OpenVidu." });
    return Promise.reject(new Problems(problems));
  },
};
