import facts from "../../schemas/outbound.json";
import type { Cluster, NodeRole } from "../cluster";
import type { Condition } from "../generated/release-facts";
import { applies } from "../release/condition";
import type { Protocol } from "../ports/port-range";

/** Something outside of the cluster that its nodes must reach. */
export interface OutboundNeed {
  /** Host names, or words where there are many. */
  readonly destination: string;
  readonly protocol: Protocol;
  /** One port or `first-last`. */
  readonly ports: string;
  /** Whether it is needed for good or only while OpenVidu is installed. */
  readonly during: "running" | "installing";
  /** Absent: nodes of both roles. */
  readonly role?: NodeRole;
  readonly purpose: string;
  readonly unverified?: string;
}

interface OutboundFact extends OutboundNeed {
  readonly when?: Condition;
  readonly source: string;
}

const FACTS = facts.outbound as unknown as readonly OutboundFact[];

/** What the cluster's nodes must reach outside of it, with the installer where the manifest has it. */
export function outboundNeeds({ features, installer }: Cluster): OutboundNeed[] {
  return FACTS.filter((fact) => applies(fact.when, features)).map(
    ({ destination, protocol, ports, during, role, purpose, unverified }) => ({
      ...(destination === "{installer}" ? installerHost(installer.baseUrl) : { destination, ports }),
      protocol,
      during,
      purpose,
      ...(role === undefined ? {} : { role }),
      ...(unverified === undefined ? {} : { unverified }),
    }),
  );
}

const URL_PARTS = /^(https?):\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]*)(?::(\d+))?/i;

function installerHost(baseUrl: string): { destination: string; ports: string } {
  const [, scheme = "http", host = baseUrl, port] = URL_PARTS.exec(baseUrl) ?? [];
  return { destination: host, ports: port ?? (scheme.toLowerCase() === "https" ? "443" : "80") };
}
