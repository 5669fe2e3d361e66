/** What is known of one certificate of a chain. Times are milliseconds since 1970. */
export interface CertificateFacts {
  /** Its subject, for messages. */
  readonly subject: string;
  /** DNS names that it is for. */
  readonly names: readonly string[];
  readonly validFrom: number;
  readonly validTo: number;
  readonly selfSigned: boolean;
  /** Whether its public key is that of the private key. */
  readonly matchesKey: boolean;
  /** Whether the certificate after it in the file has signed it; absent for the last one. */
  readonly signedByNext?: boolean;
}

/** What is known of a private key and the chain that goes with it, and of the files that hold them. */
export interface PairFacts {
  readonly keyFile: string;
  readonly chainFile: string;
  /** `encrypted`: it needs a password, which nobody could type on a node. */
  readonly key: "readable" | "encrypted" | "no-key";
  /** In the order of the file; a text that is no certificate makes it `no-certificate`. */
  readonly chain: readonly CertificateFacts[] | "no-certificate";
}

/** Something that is wrong, or will be, with an own certificate. */
export interface CertificateFinding {
  readonly severity: "error" | "warning";
  /** Which of the two files is to be mended, or named otherwise. */
  readonly about: "key" | "chain";
  /** It is about how the two files go together: the other one may be the wrong one. */
  readonly ofBoth?: true;
  readonly cause: string;
  readonly suggestion: string;
}

/** A certificate that expires within so many milliseconds is remarked: 30 days. */
export const SOON = 30 * 24 * 60 * 60 * 1000;

/**
 * Everything that keeps browsers from trusting the certificate, and what will soon.
 *
 * @param domains the names that it must be good for
 * @param now milliseconds since 1970
 */
export function checkCertificate(
  pair: PairFacts,
  domains: readonly string[],
  now: number,
): CertificateFinding[] {
  const { chain } = pair;
  const findings = [...keyFindings(pair)];
  if (chain === "no-certificate" || chain[0] === undefined) {
    return [
      ...findings,
      error(
        `${pair.chainFile} holds no certificate in PEM format.`,
        "Name the file with the full chain, the server's certificate first.",
      ),
    ];
  }
  const [first] = chain;
  if (pair.key === "readable" && !first.matchesKey) findings.push(mismatch(pair, chain));
  else findings.push(...orderFindings(pair, chain));
  for (const domain of domains) {
    if (!first.names.some((name) => covers(name, domain))) {
      findings.push(
        error(
          `The certificate in ${pair.chainFile} is not for ${domain}, but for ${first.names.join(", ") || "no name at all"}.`,
          `Get a certificate whose alternative names hold ${domain}.`,
        ),
      );
    }
  }
  return [...findings, ...chain.flatMap((certificate) => timeFindings(pair, certificate, now))];
}

/** Whether a name of a certificate stands for the domain: `*.example.io` for one label below example.io. */
export function covers(name: string, domain: string): boolean {
  const [pattern, wanted] = [name.toLowerCase(), domain.toLowerCase()];
  if (!pattern.startsWith("*.")) return pattern === wanted;
  const dot = wanted.indexOf(".");
  return dot > 0 && wanted.slice(dot) === pattern.slice(1);
}

/** What is wrong with a private key, whatever it belongs to. */
export function keyFindings({ key, keyFile }: Pick<PairFacts, "key" | "keyFile">): CertificateFinding[] {
  switch (key) {
    case "readable":
      return [];
    case "encrypted":
      return [
        keyError(
          `The key in ${keyFile} is encrypted; the nodes could not read it.`,
          `Make one without a password: openssl pkey -in ${keyFile} -out decrypted.pem`,
        ),
      ];
    case "no-key":
      return [
        keyError(
          `${keyFile} holds no private key in PEM format.`,
          "Name the file that begins with -----BEGIN PRIVATE KEY-----.",
        ),
      ];
  }
}

function mismatch(pair: PairFacts, chain: readonly CertificateFacts[]): CertificateFinding {
  const place = chain.findIndex((certificate) => certificate.matchesKey);
  return place > 0
    ? error(
        `In ${pair.chainFile} the certificate of the key is number ${String(place + 1)}, not the first.`,
        "Put the server's certificate first, then each certificate that signed the one before.",
      )
    : {
        ...keyError(
          `The key in ${pair.keyFile} does not belong to the certificate in ${pair.chainFile}.`,
          "Name the two files that were made together.",
        ),
        ofBoth: true,
      };
}

function orderFindings(pair: PairFacts, chain: readonly CertificateFacts[]): CertificateFinding[] {
  const broken = chain.findIndex((certificate) => certificate.signedByNext === false);
  if (broken >= 0) {
    return [
      error(
        `In ${pair.chainFile} certificate ${String(broken + 2)} has not signed the one before it (${chain[broken]?.subject ?? ""}).`,
        "Put the server's certificate first, then each certificate that signed the one before.",
      ),
    ];
  }
  const [first] = chain;
  return chain.length === 1 && first !== undefined && !first.selfSigned
    ? [
        warning(
          `${pair.chainFile} holds the server's certificate only. Clients that do not know who signed it will refuse it.`,
          "Name the file with the full chain, often called fullchain.pem.",
        ),
      ]
    : [];
}

function timeFindings(
  pair: PairFacts,
  { subject, validFrom, validTo }: CertificateFacts,
  now: number,
): CertificateFinding[] {
  const which = `The certificate of ${subject} in ${pair.chainFile}`;
  if (Number.isNaN(validFrom) || Number.isNaN(validTo))
    return [error(`${which} does not say when it is valid.`, "Get a new certificate.")];
  const renew = "Renew the certificate and put the new files there.";
  if (validTo <= now) return [error(`${which} expired ${days(now - validTo)} ago.`, renew)];
  if (validFrom > now) {
    return [
      error(`${which} is not valid for another ${days(validFrom - now)}.`, "Check this machine's clock."),
    ];
  }
  return validTo - now < SOON ? [warning(`${which} expires in ${days(validTo - now)}.`, renew)] : [];
}

function days(milliseconds: number): string {
  const count = Math.floor(milliseconds / 86_400_000);
  if (count === 0) return "less than a day";
  return count === 1 ? "1 day" : `${String(count)} days`;
}

function keyError(cause: string, suggestion: string): CertificateFinding {
  return { severity: "error", about: "key", cause, suggestion };
}

function error(cause: string, suggestion: string): CertificateFinding {
  return { severity: "error", about: "chain", cause, suggestion };
}

function warning(cause: string, suggestion: string): CertificateFinding {
  return { severity: "warning", about: "chain", cause, suggestion };
}
