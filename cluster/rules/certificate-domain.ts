import { domainProblem } from "./domain-name";
import type { Report, Rule } from "./rule";

/** Names that RFC 2606, 6761, 6762, 8375 and 9476 and ICANN keep for other uses: no public authority signs them. */
const RESERVED_ENDINGS = [
  ...["test", "example", "invalid", "localhost", "local", "internal", "home.arpa", "onion", "alt"],
  ...["example.com", "example.net", "example.org"],
];

/** Everybody's names below these count against one limit of Let's Encrypt. */
const SHARED_ENDINGS = ["sslip.io", "nip.io"];

const AUTHORITIES = { letsencrypt: "Let's Encrypt", zerossl: "ZeroSSL" } as const;

export const certificateDomain: Rule = {
  id: "certificate-domain",
  severity: "error",
  protectsFrom: "An installation that waits for a certificate that no public authority gives.",
  fix: "Use a domain of your own, or another type of certificate.",
  example: [["domain: openvidu.example.io", "domain: openvidu.local"]],
  *check({ draft }) {
    const type = draft.certificate?.type;
    if (type !== "letsencrypt" && type !== "zerossl") return;
    for (const key of ["domain", "turnDomain"] as const) {
      const name = draft[key];
      // What is no domain name at all is told by another rule.
      if (name !== undefined && domainProblem(name) === undefined)
        yield* problemsOf(name, key, AUTHORITIES[type]);
    }
  },
};

function* problemsOf(name: string, key: string, authority: string): Generator<Report> {
  const related = [{ path: ["certificate", "type"], message: "The certificate that is asked for" }];
  const reserved = RESERVED_ENDINGS.find((ending) => isBelow(name, ending));
  if (reserved !== undefined) {
    yield {
      path: [key],
      message: `${authority} gives no certificate for '${name}': names ending in '${reserved}' are reserved. Use a domain of your own, or 'certificate: { type: selfsigned }' to try things out.`,
      related,
    };
    return;
  }
  const shared = SHARED_ENDINGS.find((ending) => isBelow(name, ending));
  if (shared === undefined) return;
  yield {
    path: [key],
    severity: "warning",
    message: `All users of ${shared} together have one limit of certificates from ${authority}; it is often used up, and then there is none. Use a domain of your own.`,
    related,
  };
}

function isBelow(name: string, ending: string): boolean {
  return name === ending || name.endsWith(`.${ending}`);
}
