import type { Cluster } from "../cluster";
import type { OutboundNeed as OutboundFact } from "../generated/release-facts";
import { applies } from "../release/condition";

/** Something outside of the cluster that its nodes must reach. */
export type OutboundNeed = Pick<
  OutboundFact,
  "to" | "protocol" | "ports" | "roles" | "at" | "purpose" | "unverified"
>;

/** What the cluster's nodes must reach outside of it at its release, with the installer where the manifest has it. */
export function outboundNeeds({ release, features, installer }: Cluster): OutboundNeed[] {
  return release.outbound
    .filter((fact) => applies(fact.when, features))
    .map((fact) => {
      const { to, protocol, ports, roles, at, purpose, unverified } = fact;
      return {
        ...(fact.replacedBy === undefined ? { to, ports } : addressOf(installer.baseUrl)),
        ...{ protocol, roles, at, purpose },
        ...(unverified === undefined ? {} : { unverified }),
      };
    });
}

const URL_PARTS = /^(https?):\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]*)(?::(\d+))?/i;

function addressOf(url: string): Pick<OutboundNeed, "to" | "ports"> {
  const [, scheme = "http", host = url, port] = URL_PARTS.exec(url) ?? [];
  return { to: host, ports: port ?? (scheme.toLowerCase() === "https" ? "443" : "80") };
}
