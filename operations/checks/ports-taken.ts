import type { Cluster, NodeRole } from "../../cluster/cluster";
import { boundPorts } from "../../cluster/ports/bound-ports";
import { installationOf } from "../node/installation";
import type { Listener, NodeFacts } from "../node/node-facts";
import type { Check, Checked, Remark } from "./check";

/** Another program listens where OpenVidu will: its container would restart again and again. */
export const portsTaken: Check = (checked) => {
  const taken = takenPorts(checked, "always");
  if (taken.length === 0) return undefined;
  return {
    cause: `Other programs listen on ports that OpenVidu needs: ${taken.join(", ")}.`,
    suggestion: "Stop them or give them other ports; name what stays under otherServices in the manifest.",
    code: "ports-taken",
  };
};

/** Another program listens in a range that OpenVidu takes single ports from while it works. */
export const rangeTaken: Remark = (checked) => {
  const taken = takenPorts(checked, "on demand");
  if (taken.length === 0) return undefined;
  return `Other programs listen inside a range that OpenVidu uses: ${taken.join(", ")}. A call may fail when it gets that port.`;
};

function takenPorts({ cluster, node, facts }: Checked, when: "always" | "on demand"): string[] {
  if (!isFree(facts)) return [];
  const found = facts.listeners.flatMap((listener) => {
    const service = serviceAt(cluster, node.role, listener, when);
    return service === undefined
      ? []
      : [
          `${String(listener.port)}/${listener.protocol} (${listener.process ?? "unknown program"}; for ${service})`,
        ];
  });
  return [...new Set(found)];
}

/** On an installed node, OpenVidu itself listens there. */
function isFree(facts: NodeFacts): boolean {
  return installationOf(facts) === "absent";
}

function serviceAt(
  cluster: Cluster,
  role: NodeRole,
  { protocol, port }: Listener,
  when: "always" | "on demand",
): string | undefined {
  const inside = boundPorts(cluster, role).filter(
    (bound) => bound.protocol === protocol && bound.first <= port && port <= bound.last,
  );
  // A port that is needed always is not merely a part of the range around it.
  const always = inside.find((bound) => !bound.onDemand);
  if (when === "always") return always?.service;
  return always === undefined ? inside[0]?.service : undefined;
}
