import { nodeShell } from "../ssh/node-shell";
import type { Deployment } from "../actions/deployment";
import type { NodePhase } from "./phase";

export const connectNodes: NodePhase<Deployment> = {
  kind: "nodes",
  id: "connect",
  title: "Connect",
  changes: false,
  working: () => "Connecting",
  nothing: "There are no nodes.",
  cancelled: "Cancelled while connecting.",
  nodes: ({ context }) => context.cluster.nodes,
  async run({ context, redactor, timing, shells }, { node }) {
    const shell = await nodeShell(node, context, redactor, timing.connect);
    shells.set(node.name, shell);
    await shell.connection();
    return { outcome: "done", message: "Connected." };
  },
};
