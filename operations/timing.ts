/** How long an action waits for what, in milliseconds. */
export interface Timing {
  /** For a connection to a node, from the first packet to the login. */
  readonly connect: number;
  /** For a lost connection to come back while an installation goes on. */
  readonly reconnect: number;
  /** For all masters to answer the health check, once they are started. */
  readonly health: number;
  /** For all containers and ports to be there, once a node is started. */
  readonly verify: number;
  /** How long a container must have run before it counts as well. */
  readonly settled: number;
  /** The same for a container that has restarted before: Docker waits up to a minute between restarts. */
  readonly settledAfterRestart: number;
  /** For a new connection to prove that a changed firewall lets it in; then the node puts the former one back. */
  readonly firewall: number;
  /** Between two looks at a node. */
  readonly look: number;
}

export const USUAL_TIMING: Timing = {
  connect: 20_000,
  reconnect: 120_000,
  health: 300_000,
  verify: 300_000,
  settled: 10_000,
  settledAfterRestart: 60_000,
  firewall: 60_000,
  look: 2_000,
};
