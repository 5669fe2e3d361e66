import { firewallRows } from "../firewall/firewall-rows";
import { openBalancerPorts } from "../firewall/open-balancer-ports";
import { isLoadBalancerUnknown } from "../firewall/rule-set-notes";
import type { Rule } from "./rule";

export const loadBalancerPorts: Rule = {
  id: "load-balancer-ports",
  severity: "warning",
  protectsFrom:
    "A load balancer that passes its traffic to ports which this release does not have, and ports behind it that everybody reaches.",
  fix: "Choose a release whose ports behind a load balancer are known, or ask OpenVidu for them. Let in only the load balancer with exported rules.",
  example: [
    ["publicMinio: false", "publicMinio: true"],
    ["certificate:\n  type: letsencrypt", "loadBalancing: external"],
  ],
  *check({ draft, features, release }) {
    if (features.loadBalancing !== "external" || release === undefined) return;
    if (isLoadBalancerUnknown(features, release)) {
      yield {
        path: ["loadBalancing"],
        message: `No source tells which ports release ${release.version} has behind an external load balancer; the firewall tables leave them out. Ask OpenVidu for them, or choose a newer release.`,
      };
    }
    const { firewall = "none" } = draft;
    for (const role of firewall === "none" ? [] : (["master", "media"] as const)) {
      const rows = firewallRows(release, role, features).filter(({ from }) => from.includes("loadBalancer"));
      if (rows.length === 0) continue;
      const ports = rows.map((row) => `${row.ports}/${row.protocol}`);
      yield { path: ["firewall"], message: openBalancerPorts(firewall, role, ports) };
    }
    if (features.ingress.publicMinio) {
      yield {
        path: ["ingress", "publicMinio"],
        message:
          "No source tells how MinIO is reached from everywhere behind an external load balancer; the firewall tables leave its port 9000 out.",
      };
    }
  },
};
