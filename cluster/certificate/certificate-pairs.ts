import type { Cluster } from "../cluster";
import { neededValues } from "../installer/needed-values";
import type { Path } from "../source-range";

/** A private key and its certificate chain, as the manifest names the files, and what they must be good for. */
export interface CertificatePair {
  readonly privateKey: string;
  readonly publicKey: string;
  readonly domains: readonly string[];
  /** Where the manifest names the two files. */
  readonly paths: { readonly key: Path; readonly chain: Path };
}

/** The own certificates that the installers get; none where they get none. */
export function certificatePairs(cluster: Cluster): CertificatePair[] {
  const files = new Map(
    neededValues(cluster).flatMap(({ key, file }) => (file === undefined ? [] : [[key, file]])),
  );
  const pair = (privateKey: string, publicKey: string, domains: readonly string[]): CertificatePair[] => {
    const [key, chain] = [files.get(`certificate.${privateKey}`), files.get(`certificate.${publicKey}`)];
    if (key === undefined || chain === undefined) return [];
    const paths = { key: ["certificate", privateKey], chain: ["certificate", publicKey] };
    return [{ privateKey: key, publicKey: chain, domains, paths }];
  };
  const turn = cluster.turnDomain === undefined ? [] : [cluster.turnDomain];
  return [
    ...pair("privateKey", "publicKey", [cluster.domain]),
    ...pair("turnPrivateKey", "turnPublicKey", turn),
  ];
}
