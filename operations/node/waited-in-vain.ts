import type { Cluster, Features, NodeRole } from "../../cluster/cluster";
import { boundPorts } from "../../cluster/ports/bound-ports";
import { expectedContainers } from "../../cluster/release/expected-containers";
import { modulesIn, type Difference } from "./differences";

const ROLES: readonly NodeRole[] = ["master", "media"];

/**
 * Containers, and ports as `6080/tcp`, that the manifest asks for and that nodes with the difference's values never have.
 * To wait for them would be in vain.
 */
export function waitedInVain(cluster: Cluster, { manifestKey, values }: Difference): string[] {
  const found = values.flatMap((value) => {
    const asInstalled = { ...cluster, features: featuresWith(cluster.features, manifestKey, value) };
    return ROLES.flatMap((role) => {
      const there = new Set(expectationsOf(asInstalled, role));
      return expectationsOf(cluster, role).filter((expected) => !there.has(expected));
    });
  });
  return [...new Set(found)];
}

function featuresWith(features: Features, manifestKey: string, value: string): Features {
  switch (manifestKey) {
    case "modules":
      return { ...features, modules: modulesIn(value) };
    case "rtcEngine":
      return value === "pion" || value === "mediasoup" ? { ...features, rtcEngine: value } : features;
    case "turnDomain":
      return { ...features, turnDomain: value !== "" };
    default:
      return features;
  }
}

function expectationsOf(cluster: Cluster, role: NodeRole): string[] {
  const ports = boundPorts(cluster, role).filter(({ listensWhenIdle }) => listensWhenIdle);
  return [
    ...expectedContainers(cluster, role),
    ...ports.map(({ first, last, protocol }) =>
      first === last ? `${String(first)}/${protocol}` : `${String(first)}-${String(last)}/${protocol}`,
    ),
  ];
}
