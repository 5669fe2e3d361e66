import { createPrivateKey, X509Certificate, type KeyObject } from "node:crypto";
import type { CertificateFacts, PairFacts } from "./check-certificate";

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** A file by the name that the manifest gives it, and its text. */
export interface NamedText {
  readonly file: string;
  readonly text: string;
}

/** The milliseconds since 1970 of a time as certificates print it: `Nov 22 18:16:34 2026 GMT`. */
export type ParseTime = (text: string) => number;

/** What is known of a key and its chain from their texts. */
export function pairFacts(keyFile: NamedText, chainFile: NamedText, parseTime: ParseTime): PairFacts {
  const key = privateKey(keyFile.text);
  return {
    keyFile: keyFile.file,
    chainFile: chainFile.file,
    key: typeof key === "string" ? key : "readable",
    chain: chainOf(chainFile.text, typeof key === "string" ? undefined : key, parseTime),
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

function chainOf(text: string, key: KeyObject | undefined, parseTime: ParseTime): PairFacts["chain"] {
  const certificates: X509Certificate[] = [];
  for (const [pem] of text.matchAll(CERTIFICATE)) {
    try {
      certificates.push(new X509Certificate(pem));
    } catch {
      return "no-certificate";
    }
  }
  if (certificates.length === 0) return "no-certificate";
  return certificates.map((certificate, index) =>
    factsOf(certificate, certificates[index + 1], key, parseTime),
  );
}

function factsOf(
  certificate: X509Certificate,
  next: X509Certificate | undefined,
  key: KeyObject | undefined,
  parseTime: ParseTime,
): CertificateFacts {
  return {
    subject: subjectOf(certificate),
    names: dnsNames(certificate.subjectAltName),
    validFrom: parseTime(certificate.validFrom),
    validTo: parseTime(certificate.validTo),
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
