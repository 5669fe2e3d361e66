import type { Cluster } from "../cluster";
import type { Path } from "../source-range";
import { certificatePairs } from "./certificate-pairs";
import { checkCertificate, type CertificateFinding } from "./check-certificate";
import { readPair } from "./read-pair";

/** What a file holds, one character a byte; or, in a sentence, why nobody knows. */
export type FileContent =
  { readonly kind: "text"; readonly text: string } | { readonly kind: "unread"; readonly cause: string };

/** Something that is wrong with the files of an own certificate, and which key of the manifest names the file. */
export interface CertificateFileFinding extends CertificateFinding {
  readonly path: Path;
}

/** The files that the cluster's own certificates are in, as the manifest names them. */
export function certificateFiles(cluster: Cluster): string[] {
  return [
    ...new Set(certificatePairs(cluster).flatMap(({ privateKey, publicKey }) => [privateKey, publicKey])),
  ];
}

/**
 * Everything that is wrong with the cluster's own certificates, and what will soon be: files that cannot be read or hold
 * something else, a key of another certificate, the chain's order, its names and its times.
 *
 * @param read answers for every one of `certificateFiles`
 * @param now milliseconds since 1970
 */
export function checkCertificateFiles(
  cluster: Cluster,
  read: (file: string) => FileContent,
  now: number,
): CertificateFileFinding[] {
  return certificatePairs(cluster).flatMap(({ privateKey, publicKey, domains, paths }) => {
    const [key, chain] = [read(privateKey), read(publicKey)];
    const unread = [
      ...(key.kind === "unread" ? [unreadable("key", key.cause)] : []),
      ...(chain.kind === "unread" ? [unreadable("chain", chain.cause)] : []),
    ];
    const found =
      key.kind === "text" && chain.kind === "text"
        ? checkCertificate(
            { keyFile: privateKey, chainFile: publicKey, ...readPair(key.text, chain.text) },
            domains,
            now,
          )
        : unread;
    return found.map((finding) => ({ ...finding, path: paths[finding.about] }));
  });
}

function unreadable(about: CertificateFinding["about"], cause: string): CertificateFinding {
  return {
    severity: "error",
    about,
    cause,
    suggestion: "Correct the path in the manifest, or put the file there.",
  };
}
