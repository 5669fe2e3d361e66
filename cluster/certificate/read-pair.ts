import { createPrivateKey, X509Certificate, type KeyObject } from "node:crypto";
import type { CertificateFacts, PairFacts } from "./check-certificate";
import { openSslTime } from "./openssl-time";

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** What the texts of a private key and of the chain that goes with it say, as far as the rules ask. */
export function readPair(keyText: string, chainText: string): Pick<PairFacts, "key" | "chain"> {
  const key = privateKey(keyText);
  return {
    key: typeof key === "string" ? key : "readable",
    chain: chainOf(chainText, typeof key === "string" ? undefined : key),
  };
}

/** What the text of a private key's file is good for. */
export function readKey(text: string): PairFacts["key"] {
  const key = privateKey(text);
  return typeof key === "string" ? key : "readable";
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
    validFrom: openSslTime(certificate.validFrom),
    validTo: openSslTime(certificate.validTo),
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
