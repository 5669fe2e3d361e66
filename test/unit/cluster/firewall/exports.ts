import type { Cluster } from "../../../../cluster/cluster";
import { FORMATS, type FormatName, type Scope } from "../../../../cluster/firewall/formats";
import { clusterOf, manifest, production } from "../../../fixtures/manifest-builder";

/** The production example. */
export const cluster = clusterOf(manifest());
/** The same behind a load balancer. */
export const external = clusterOf(manifest(["rtcEngine: pion", "loadBalancing: external"]));
const more = Array.from(
  { length: 18 },
  (_, index) =>
    `  - { name: media-${index + 3}, privateIp: 10.5.0.${index + 7}, publicIp: 203.0.113.${index + 17} }\n`,
);
/** The same with 20 media nodes. */
export const large = clusterOf(`${production}${more.join("")}`);
export const WHOLE: Scope = { kind: "cluster" };

/** Every scope that a format has. */
export function scopesOf(of: Cluster, name: FormatName): Scope[] {
  const [master] = of.masters;
  const [media] = of.media;
  const nodes = [master, media].flatMap((node) =>
    node === undefined ? [] : [{ kind: "node" as const, node }],
  );
  const roles = (["master", "media"] as const).map((role) => ({ kind: "role" as const, role }));
  return [...(FORMATS[name].forOneMachine ? [] : [WHOLE]), ...roles, ...nodes];
}
