import { nodeRules, type RuleSet } from "../../cluster/firewall/firewall-rules";
import { DOCKER_NOTE } from "../../cluster/firewall/rule-words";
import { factsOf, shellOf, type Deployment } from "../actions/deployment";
import {
  changeScript,
  CONFIRM_SCRIPT,
  inForceScript,
  ROLLBACK_SCRIPT,
  SETTLED_SCRIPT,
} from "../node/firewall/change-scripts";
import type { FirewallKind, FirewallProgram } from "../node/firewall/firewall-program";
import { FIREWALL_PROGRAMS } from "../node/firewall/firewall-programs";
import { sshPorts } from "../node/ssh-ports";
import { OperationError } from "../operation-error";
import { nodeShell } from "../ssh/node-shell";
import type { RootShell } from "../ssh/root-shell";
import type { ExecResult } from "../ssh/ssh-connection";
import type { NodePhase, Step } from "./phase";

/** Milliseconds; firewalld's program takes its time on a busy machine. */
const TIMEOUT = 120_000;

/**
 * Makes the cluster's rules hold on every node, before anything of OpenVidu listens there. A node that a new connection
 * does not reach afterwards puts its former firewall back by itself.
 */
export const setUpFirewall: NodePhase<Deployment> = {
  kind: "nodes",
  id: "firewall",
  title: "Set up firewall",
  changes: true,
  nothing: "The manifest leaves the firewall alone.",
  cancelled: "Cancelled. A change that was not proved yet is taken back by the node itself.",
  nodes: ({ context }) => (context.cluster.firewall === "none" ? [] : context.cluster.nodes),
  async run(deployment, step) {
    const { cluster } = deployment.context;
    if (cluster.firewall === "none") return { outcome: "unchanged", message: this.nothing };
    const change = {
      kind: cluster.firewall,
      program: FIREWALL_PROGRAMS[cluster.firewall],
      set: nodeRules(cluster, step.node, { sshPorts: sshPorts(factsOf(deployment, step.node)) }),
    };
    step.note("info", DOCKER_NOTE);
    const shell = shellOf(deployment, step.node);
    const options = { timeout: TIMEOUT, signal: step.signal };
    const before = await shell.run(inForceScript(change.program, change.set), options);
    const settled = await shell.run(SETTLED_SCRIPT, options);
    if (before.status === 0 && settled.status === 0)
      return { outcome: "unchanged", message: `${change.kind} lets in what it should.` };
    await makeChange(deployment, step, shell, change);
    return { outcome: "done", message: `${change.kind} lets in what it should, and a new connection.` };
  },
};

interface Change {
  readonly kind: FirewallKind;
  readonly program: FirewallProgram;
  readonly set: RuleSet;
}

async function makeChange(
  deployment: Deployment,
  step: Step,
  shell: RootShell,
  change: Change,
): Promise<void> {
  const { kind, program, set } = change;
  const { timing } = deployment;
  step.progress("Changing the rules.");
  const done = await shell.run(changeScript(program, set, timing.firewall), { timeout: TIMEOUT });
  if (done.status !== 0) throw notApplied(kind, done);
  step.progress("Proving that a new connection still comes in.");
  const fresh = await connectAnew(deployment, step, timing.firewall * 0.6);
  if (fresh === undefined) throw await cutOff(deployment, step, kind);
  try {
    const after = await fresh.run(inForceScript(program, set), { timeout: TIMEOUT });
    if (after.status !== 0) {
      await fresh.run(ROLLBACK_SCRIPT, { timeout: TIMEOUT });
      throw notApplied(kind, after);
    }
    const kept = await fresh.run(CONFIRM_SCRIPT, { timeout: TIMEOUT });
    if (kept.status !== 0) throw tooSlow(kind);
  } finally {
    fresh.close();
  }
}

/** A connection of its own, tried again until so many milliseconds have passed; undefined where none comes about. */
async function connectAnew(
  deployment: Deployment,
  { node, signal }: Step,
  patience: number,
): Promise<RootShell | undefined> {
  const { context, redactor, timing } = deployment;
  const { runtime } = context;
  const deadline = runtime.now() + patience;
  do {
    const left = Math.max(1_000, deadline - runtime.now());
    const shell = await nodeShell(node, context, redactor, Math.min(timing.connect, left));
    try {
      await shell.connection();
      return shell;
    } catch {
      // Why it fails does not matter: the deadline tells that it goes on failing.
      shell.close();
      signal.throwIfAborted();
      await runtime.sleep(timing.look, signal);
    }
  } while (runtime.now() < deadline);
  return undefined;
}

/** Waits until the node has put its former firewall back, and tells so. */
async function cutOff(deployment: Deployment, step: Step, kind: FirewallKind): Promise<OperationError> {
  const { timing } = deployment;
  step.progress("No new connection comes in. Waiting until the node puts its former firewall back.");
  const back = await connectAnew(deployment, step, timing.firewall + timing.connect);
  if (back !== undefined) await untilSettled(deployment, step, back);
  const attempted = attempt(kind);
  if (back === undefined) {
    return new OperationError({
      attempted,
      cause:
        "No new connection comes in any more, and none came in after the node should have put its former firewall back.",
      suggestion:
        "Log in at the machine's console and look: systemctl status openvidu-cluster-firewall-rollback",
      code: "firewall-cut-off",
    });
  }
  return new OperationError({
    attempted,
    cause: "No new connection came in through the new rules, so the node has put its former firewall back.",
    suggestion:
      "Set ssh.port in the manifest to the port that the machine itself is reached at (behind a port forwarding it is another one), or firewall: none. Then deploy again.",
    code: "firewall-rolled-back",
  });
}

/** The node lets the connection in a moment before it has put everything back. */
async function untilSettled(
  { context: { runtime }, timing }: Deployment,
  { signal }: Step,
  shell: RootShell,
): Promise<void> {
  try {
    const deadline = runtime.now() + timing.connect;
    while (runtime.now() < deadline) {
      if ((await shell.run(SETTLED_SCRIPT, { timeout: TIMEOUT, signal })).status === 0) return;
      await runtime.sleep(Math.min(timing.look, 500), signal);
    }
  } finally {
    shell.close();
  }
}

function attempt(kind: FirewallKind): string {
  return `set up the firewall (${kind})`;
}

function notApplied(kind: FirewallKind, result: ExecResult): OperationError {
  const output = `${result.stdout}\n${result.stderr}`.split("\n").filter((line) => line.trim() !== "");
  return new OperationError({
    attempted: attempt(kind),
    cause: `The rules do not hold after ${kind} was told to load them; the former firewall is back.`,
    suggestion: `Look at what ${kind} says, correct it on the machine, then deploy again; or set firewall: none.`,
    code: "firewall-not-applied",
    output: output.slice(-10),
  });
}

function tooSlow(kind: FirewallKind): OperationError {
  return new OperationError({
    attempted: attempt(kind),
    cause: "The proof took so long that the node has put its former firewall back meanwhile.",
    suggestion: "Look at the machine's load, then deploy again.",
    code: "firewall-rolled-back",
  });
}
