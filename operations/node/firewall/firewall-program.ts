import type { Cluster } from "../../../cluster/cluster";
import type { RuleSet } from "../../../cluster/firewall/firewall-rules";

/** The firewalls that a deployment sets up. */
export type FirewallKind = Exclude<Cluster["firewall"], "none">;

/**
 * How a firewall program is worked with on a node: bash, run as root, with `$state` as the folder of the change.
 * No part of it installs anything.
 */
export interface FirewallProgram {
  /** The command that must be there. */
  readonly command: string;
  /** The Debian package that has it. */
  readonly package: string;
  /** Keeps in `$state` what `restore` needs. */
  readonly save: string;
  /** Brings back what was kept. */
  readonly restore: string;
  /** Makes the rules hold, now and after a restart. */
  load(set: RuleSet): string;
  /** Ends with 0 where exactly these rules hold, as the program and the kernel say; else prints what differs. */
  inForce(set: RuleSet): string;
}
