import type { NodeFacts } from "./node-facts";

/**
 * What of OpenVidu is on a node.
 * - `absent`: nothing
 * - `running`: an installation that this program started goes on
 * - `unread`: such an installation has ended, and nobody has read how
 * - `installed`: all of it, by this program or by hand
 * - `incomplete`: a folder that an installation left behind which did not finish
 */
export type Installation = "absent" | "running" | "unread" | "installed" | "incomplete";

/** Judges from what the installation job left behind and from the installation's own files. */
export function installationOf(facts: NodeFacts): Installation {
  const { job } = facts;
  if (job.running) return "running";
  if (job.unread) return "unread";
  if (!facts.directory) return "absent";
  if (facts.deployment === undefined || !facts.unitInstalled) return "incomplete";
  const { last } = job;
  if (last === undefined || last.kind === "succeeded") return "installed";
  if (last.kind === "exited" && last.status === 0) return "installed";
  // A later installation by hand has put right what ours had left.
  return facts.deployment.time > last.time ? "installed" : "incomplete";
}
