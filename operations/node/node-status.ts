import type { Cluster, ClusterNode } from "../../cluster/cluster";
import type { NodeState, NodeStatus, ServiceStatus } from "../cluster-status";
import type { ErrorReport } from "../events";
import { USUAL_TIMING } from "../timing";
import { installationOf } from "./installation";
import type { NodeFacts } from "./node-facts";
import { missingPorts, servicesOf } from "./wellness";

/** A unit that became active so short ago may still be starting its containers. Milliseconds. */
const STARTING_FOR = 180_000;

/** What a node is, from its facts. */
export function nodeStatus(cluster: Cluster, node: ClusterNode, facts: NodeFacts): NodeStatus {
  const active = facts.unitState === "active" || facts.unitState === "activating";
  const services = active ? servicesOf(cluster, node.role, facts, USUAL_TIMING) : [];
  const ports = active ? missingPorts(cluster, node.role, facts.listeners) : [];
  const judged = judge(facts, services, ports);
  return {
    ...identity(node),
    ...judged,
    ...(facts.deployment?.version === undefined ? {} : { release: facts.deployment.version }),
    services,
    missingPorts: ports,
  };
}

/** The status of a node that could not be asked. */
export function unreachableStatus(node: ClusterNode, error: ErrorReport): NodeStatus {
  return {
    ...identity(node),
    state: "unreachable",
    services: [],
    missingPorts: [],
    reason: error.cause,
    error,
  };
}

function identity(node: ClusterNode): Pick<NodeStatus, "name" | "role" | "privateIp" | "publicIp"> {
  const { name, role, privateIp, publicIp } = node;
  return { name, role, privateIp, ...(publicIp === undefined ? {} : { publicIp }) };
}

function judge(
  facts: NodeFacts,
  services: readonly ServiceStatus[],
  ports: readonly string[],
): { readonly state: NodeState; readonly reason?: string } {
  switch (installationOf(facts)) {
    case "running":
      return { state: "installing", reason: "An installation runs." };
    case "unread":
      return { state: "installing", reason: "An installation has ended; deploy to see how." };
    case "absent":
      return { state: "not-installed", reason: "OpenVidu is not installed." };
    case "incomplete":
      return { state: "not-installed", reason: "An installation did not finish and left files behind." };
    case "installed":
      break;
  }
  if (facts.unitState === "failed") return { state: "stopped", reason: "OpenVidu's unit has failed." };
  if (facts.unitState !== "active" && facts.unitState !== "activating") {
    return { state: "stopped", reason: "OpenVidu is installed and not started." };
  }
  const wrong = complaints(facts, services, ports);
  if (wrong.length === 0) return { state: "running" };
  const state = facts.unitState === "activating" || startedLately(facts, services) ? "starting" : "degraded";
  return { state, reason: `${wrong.join("; ")}.` };
}

function complaints(
  facts: NodeFacts,
  services: readonly ServiceStatus[],
  ports: readonly string[],
): string[] {
  const named = (what: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [`${what} ${names.join(", ")}`];
  const name = (service: ServiceStatus): string => service.name;
  const restarting = services.filter(
    ({ healthy, state, restarts }) => !healthy && (state === "restarting" || restarts > 0),
  );
  return [
    ...named("Missing:", services.filter(({ state }) => state === "missing").map(name)),
    ...named("Restarting:", restarting.map(name)),
    ...named(
      "Not running:",
      services
        .filter((service) => !service.healthy && service.state !== "missing" && !restarting.includes(service))
        .map(name),
    ),
    ...named("Nothing listens on", ports),
    ...(facts.healthStatus === undefined || facts.healthStatus === 200
      ? []
      : [`The health check answers ${facts.healthStatus === 0 ? "nothing" : String(facts.healthStatus)}`]),
  ];
}

/** No restart was seen, and the unit was started a short while ago: what is missing may still come. */
function startedLately(facts: NodeFacts, services: readonly ServiceStatus[]): boolean {
  if (services.some(({ restarts, state }) => restarts > 0 || state === "restarting")) return false;
  return facts.unitSince !== undefined && facts.time - facts.unitSince < STARTING_FOR;
}
