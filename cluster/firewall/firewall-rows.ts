import type { Features, NodeRole, ReleaseFacts } from "../cluster";
import { applies } from "../release/condition";

export type Source = "world" | "masters" | "media" | "loadBalancer";

/** One row of a role's inbound rules. */
export interface FirewallRow {
  readonly protocol: "tcp" | "udp";
  /** One port or `first-last`. */
  readonly ports: string;
  readonly from: readonly Source[];
  readonly purpose: string;
  /** OpenVidu works without it; what it is for does not. */
  readonly optional: boolean;
  readonly unverified?: string;
}

/** The rows of the documents' tables that apply to the role: what others must reach, in the documents' order. */
export function firewallRows(release: ReleaseFacts, role: NodeRole, features: Features): FirewallRow[] {
  return release.ports
    .filter((fact) => fact.role === role && fact.from.length > 0 && applies(fact.when, features))
    .map(({ protocol, ports, from, purpose, optional, unverified }) => ({
      protocol,
      ports,
      from,
      purpose,
      optional: optional ?? false,
      ...(unverified === undefined ? {} : { unverified }),
    }));
}

const SOURCE_WORDS: Readonly<Record<Source, string>> = {
  world: "0.0.0.0/0, ::/0",
  masters: "Master Nodes",
  media: "Media Nodes",
  loadBalancer: "Load Balancer",
};

/** The sources of a row as the documents write them. */
export function formatSources(from: readonly Source[]): string {
  return from.map((source) => SOURCE_WORDS[source]).join(", ");
}
