import type { Cluster } from "../cluster";
import { applies } from "./condition";

export interface ClusterUrl {
  readonly name: string;
  readonly url: string;
  /** What about the address no public source confirms. */
  readonly unverified?: string;
}

/** Where users and applications find the cluster's services. */
export function clusterUrls(cluster: Cluster): ClusterUrl[] {
  return cluster.release.urls
    .filter((fact) => applies(fact.when, cluster.features))
    .map(({ name, url, unverified }) => ({
      name,
      url: url.replaceAll("{domain}", cluster.domain),
      ...(unverified === undefined ? {} : { unverified }),
    }));
}
