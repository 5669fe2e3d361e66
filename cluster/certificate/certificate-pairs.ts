import type { Cluster } from "../cluster";
import { neededValues } from "../installer/needed-values";

/** A private key and its certificate chain, as the manifest names the files, and what they must be good for. */
export interface CertificatePair {
  readonly privateKey: string;
  readonly publicKey: string;
  readonly domains: readonly string[];
}

/** The own certificates that the installers get; none where they get none. */
export function certificatePairs(cluster: Cluster): CertificatePair[] {
  const files = new Map(
    neededValues(cluster).flatMap(({ key, file }) => (file === undefined ? [] : [[key, file]])),
  );
  const pair = (privateKey: string, publicKey: string, domains: readonly string[]): CertificatePair[] => {
    const [key, chain] = [files.get(`certificate.${privateKey}`), files.get(`certificate.${publicKey}`)];
    return key === undefined || chain === undefined ? [] : [{ privateKey: key, publicKey: chain, domains }];
  };
  const turn = cluster.turnDomain === undefined ? [] : [cluster.turnDomain];
  return [
    ...pair("privateKey", "publicKey", [cluster.domain]),
    ...pair("turnPrivateKey", "turnPublicKey", turn),
  ];
}
