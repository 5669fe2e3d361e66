import { createPrivateKey, X509Certificate, type KeyObject } from "node:crypto";
import type { CertificateFacts, PairFacts } from "../../cluster/certificate/check-certificate";
import type { CertificatePair } from "../../cluster/certificate/certificate-pairs";
import { readFileFor, type SecretWorld } from "../secrets/resolve-source";

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/**
 * Reads a key and its chain and finds out what the rules ask.
 *
 * @throws OperationError `secret-missing` where a file cannot be read
 */
export async function readPair(pair: CertificatePair, world: SecretWorld): Promise<PairFacts> {
  const [keyFile, chainFile] = [pair.privateKey, pair.publicKey];
  const keyText = (await readFileFor(keyFile, "the private key", world)).toString("latin1");
  const chainText = (await readFileFor(chainFile, "the certificate", world)).toString("latin1");
  const key = privateKey(keyText);
  return {
    keyFile,
    chainFile,
    key: typeof key === "string" ? key : "readable",
    chain: chainOf(chainText, typeof key === "string" ? undefined : key),
  };
}

function privateKey(text: string): KeyObject | "encrypted" | "no-key" {
  if (/BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: *4,ENCRYPTED/.test(text)) return "encrypted";
  if (!text.includes("PRIVATE KEY-----")) return "no-key";
  try {
    return createPrivateKey(text);
  } catch {
    // OpenSSL's message says nothing that a person could use, and the text must not be shown.
    return "no-key";
  }
}

function chainOf(text: string, key: KeyObject | undefined): PairFacts["chain"] {
  const certificates: X509Certificate[] = [];
  for (const [pem] of text.matchAll(CERTIFICATE)) {
    try {
      certificates.push(new X509Certificate(pem));
    } catch {
      return "no-certificate";
    }
  }
  if (certificates.length === 0) return "no-certificate";
  return certificates.map((certificate, index) => factsOf(certificate, certificates[index + 1], key));
}

function factsOf(
  certificate: X509Certificate,
  next: X509Certificate | undefined,
  key: KeyObject | undefined,
): CertificateFacts {
  return {
    subject: subjectOf(certificate),
    names: dnsNames(certificate.subjectAltName),
    validFrom: Date.parse(certificate.validFrom),
    validTo: Date.parse(certificate.validTo),
    selfSigned: signedBy(certificate, certificate),
    matchesKey: key !== undefined && certificate.checkPrivateKey(key),
    ...(next === undefined ? {} : { signedByNext: signedBy(certificate, next) }),
  };
}

function signedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function subjectOf({ subject, subjectAltName }: X509Certificate): string {
  const common = /^CN=(.+)$/m.exec(subject)?.[1];
  return common ?? dnsNames(subjectAltName)[0] ?? subject.replaceAll("\n", ", ");
}

/** The DNS names of `DNS:a.io, DNS:"b.io", IP Address:10.0.0.1`. */
function dnsNames(alternatives: string | undefined): string[] {
  return [...(alternatives ?? "").matchAll(/(?:^|, )DNS:(?:"([^"]*)"|([^,]*))/g)].map(
    ([, quoted, bare]) => quoted ?? bare ?? "",
  );
}
