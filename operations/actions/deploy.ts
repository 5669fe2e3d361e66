import { setMaxListeners } from "node:events";
import { clusterUrls } from "../../cluster/release/cluster-urls";
import type { ClusterNode } from "../../cluster/cluster";
import type { ActionContext } from "../action-context";
import type { ClusterStatus, NodeStatus } from "../cluster-status";
import type { ErrorReport, Outcome } from "../events";
import { gatherFacts } from "../node/gather-facts";
import { nodeStatus, unreachableStatus } from "../node/node-status";
import { checkCertificates } from "../phases/check-certificates";
import { checkNodes } from "../phases/check-nodes";
import { compareManifest } from "../phases/compare-manifest";
import { connectNodes } from "../phases/connect-nodes";
import { gatherNodeFacts } from "../phases/gather-facts";
import { install } from "../phases/install";
import type { AnyPhase } from "../phases/phase";
import { prepareSecrets } from "../phases/prepare-secrets";
import { reportsOf } from "../phases/reports-of";
import { runPhases } from "../phases/run-phases";
import { setUpFirewall } from "../phases/set-up-firewall";
import { startMasters, startMedia } from "../phases/start-nodes";
import { verify } from "../phases/verify";
import { waitForHealth } from "../phases/wait-for-health";
import { maskKnownSecrets } from "../secrets/mask-known-secrets";
import { redactEvent, redactReport } from "../secrets/redact-event";
import { Redactor } from "../secrets/redactor";
import { USUAL_TIMING } from "../timing";
import type { Deployment } from "./deployment";

export interface DeployResult {
  /** `unchanged`: the cluster was there already and is well. */
  readonly outcome: Outcome;
  /** The nodes as they are at the end; none where it ended before any of them was asked. */
  readonly status: ClusterStatus;
  readonly errors: readonly ErrorReport[];
}

/** The firewall comes before the installation, so that nothing of OpenVidu ever listens unprotected. */
function phasesFor({ firewall }: ActionContext["cluster"]): readonly AnyPhase<Deployment>[] {
  return PHASES.filter((phase) => phase !== setUpFirewall || firewall !== "none");
}

const PHASES: readonly AnyPhase<Deployment>[] = [
  checkCertificates,
  connectNodes,
  gatherNodeFacts,
  checkNodes,
  compareManifest,
  prepareSecrets,
  setUpFirewall,
  install,
  startMasters,
  waitForHealth,
  startMedia,
  verify,
];

const ENDS: Readonly<Record<Outcome, string>> = {
  done: "The cluster is deployed and runs.",
  unchanged: "Nothing to do: the cluster is deployed and runs.",
  failed: "The deployment failed.",
  cancelled: "The deployment was cancelled. Deploy again to go on where it was.",
};

/** The same where installed nodes are not what the manifest says: that must not sound like all is as wanted. */
const ENDS_OF_OTHERS: Readonly<Record<Outcome, string>> = {
  ...ENDS,
  done: "The cluster runs. Nodes that were installed before are not changed by deploy: see the warnings.",
  unchanged:
    "Nothing was changed: the cluster runs as it was installed. Installed nodes are not changed by deploy: see the warnings.",
};

/**
 * Makes a running cluster of the manifest: installs and starts what is missing, leaves alone what is there.
 * Never rejects: what goes wrong is in the result and in the events.
 */
export async function deploy(context: ActionContext): Promise<DeployResult> {
  const { cluster, runtime, signal } = context;
  // Every node listens for the cancellation; Node takes more than ten for a leak.
  setMaxListeners(0, signal);
  const redactor = new Redactor();
  const now = (): number => runtime.now();
  const emit: ActionContext["emit"] = (event) => {
    context.emit(redactEvent(event, redactor));
  };
  const phases = phasesFor(cluster);
  const deployment: Deployment = {
    context,
    timing: { ...USUAL_TIMING, ...context.timing },
    redactor,
    shells: new Map(),
    facts: new Map(),
    installed: new Set(),
    started: new Set(),
    values: new Map(),
    differs: false,
  };
  emit({
    type: "action-started",
    time: now(),
    action: "deploy",
    cluster: cluster.name,
    nodes: cluster.nodes.map(({ name, role }) => ({ name, role })),
    phases: phases.map(({ id, title }) => ({ id, title })),
  });
  try {
    await maskKnownSecrets(cluster, context, redactor);
    const { outcome, errors } = await runPhases(phases, deployment, { emit, signal, now });
    const asked =
      deployment.shells.size > 0 || signal.aborted || errors.some(({ node }) => node !== undefined);
    const nodes = await Promise.all(
      (asked ? cluster.nodes : []).map((node) => statusAtEnd(deployment, node, errors)),
    );
    const message = (deployment.differs ? ENDS_OF_OTHERS : ENDS)[outcome];
    emit({ type: "action-ended", time: now(), action: "deploy", outcome, message, errors });
    const told = errors.map((error) => redactReport(error, redactor));
    const { name, domain, releaseName } = cluster;
    return {
      outcome,
      errors: told,
      status: { cluster: name, domain, release: releaseName, nodes, urls: clusterUrls(cluster) },
    };
  } finally {
    for (const shell of deployment.shells.values()) shell.close();
  }
}

/** A node as it is now; as it was at the beginning where there is no time to ask. */
async function statusAtEnd(
  deployment: Deployment,
  node: ClusterNode,
  errors: readonly ErrorReport[],
): Promise<NodeStatus> {
  const { context, shells, facts, redactor } = deployment;
  const { cluster, signal } = context;
  const failed = errors.find((error) => error.node === node.name);
  const shell = shells.get(node.name);
  const before = facts.get(node.name);
  if (shell === undefined || before === undefined || signal.aborted) {
    if (before !== undefined) return nodeStatus(cluster, node, before);
    return unreachableStatus(node, redactReport(failed ?? NOT_ASKED, redactor));
  }
  try {
    const status = nodeStatus(cluster, node, await gatherFacts(cluster, node, shell, { signal }));
    return failed === undefined ? status : { ...status, error: redactReport(failed, redactor) };
  } catch (error) {
    return unreachableStatus(node, redactReport(reportsOf(error, "Ask the node")[0] ?? NOT_ASKED, redactor));
  }
}

const NOT_ASKED: ErrorReport = {
  attempted: "ask the node",
  cause: "The action ended before the node was asked.",
  suggestion: "Refresh to see the node's state.",
  code: "not-asked",
};
