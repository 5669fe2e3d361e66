import { checkCertificate, covers } from "../certificate/check-certificate";
import { argumentsOfKey } from "../installer/installer-arguments";
import type { Draft } from "../manifest/draft";
import type { Surroundings } from "../surroundings";
import type { Report, Rule } from "./rule";

type FileKey = "privateKey" | "publicKey" | "turnPrivateKey" | "turnPublicKey";

export const certificateFiles: Rule = {
  id: "certificate-files",
  severity: "error",
  protectsFrom:
    "A certificate that browsers refuse, found only after everything else worked: missing files, a key of another certificate, a chain in the wrong order, another name, an end date that is near or past.",
  fix: "Name the two files that were made together, the chain with the server's certificate first, and renew what expires.",
  example: [
    ["type: letsencrypt", "type: owncert\n  privateKey: certs/privkey.pem\n  publicKey: certs/fullchain.pem"],
  ],
  *check({ draft, release, surroundings }) {
    if (draft.certificate?.type !== "owncert") return;
    yield* pairReports(draft, surroundings, ["privateKey", "publicKey"], draft.domain);
    yield* pairReports(draft, surroundings, ["turnPrivateKey", "turnPublicKey"], draft.turnDomain);
    if (release === undefined || argumentsOfKey(release, ["certificate", "turnPublicKey"]).length > 0)
      yield* uncoveredTurnDomain(draft, surroundings);
  },
};

/** The TURN files are optional; a main certificate that is for the TURN domain too needs none. */
function* uncoveredTurnDomain(
  { certificate, domain, turnDomain }: Draft,
  surroundings: Surroundings,
): Generator<Report> {
  const { privateKey, publicKey, turnPrivateKey, turnPublicKey } = certificate ?? {};
  // Where both are one name, that is what has to be mended.
  if (turnDomain === undefined || turnDomain === domain) return;
  if (privateKey === undefined || publicKey === undefined) return;
  if (turnPrivateKey !== undefined || turnPublicKey !== undefined) return;
  const chain = surroundings.pair(privateKey, publicKey)?.chain;
  const first = chain === "no-certificate" ? undefined : chain?.[0];
  if (first === undefined || first.names.some((name) => covers(name, turnDomain))) return;
  yield {
    path: ["turnDomain"],
    severity: "warning",
    message: `No TURN certificate is given, and the one in ${publicKey} is not for ${turnDomain}. Whether clients then reach TURN with TLS no public source tells. Give the certificate 'turnPrivateKey' and 'turnPublicKey'.`,
  };
}

function* pairReports(
  { certificate }: Draft,
  surroundings: Surroundings,
  keys: readonly [key: FileKey, chain: FileKey],
  domain: string | undefined,
): Generator<Report> {
  for (const key of keys) {
    const file = certificate?.[key];
    const look = file === undefined ? undefined : surroundings.file(file);
    if (look?.kind === "problem")
      yield {
        path: ["certificate", key],
        message: `The file ${look.path} ${look.problem}. Correct the path in the manifest, or put the file there.`,
      };
  }
  const [key, chain] = [certificate?.[keys[0]], certificate?.[keys[1]]];
  if (key === undefined || chain === undefined) return;
  const facts = surroundings.pair(key, chain);
  if (facts === undefined) return;
  const domains = domain === undefined ? [] : [domain];
  for (const { severity, about, ofBoth, cause, suggestion } of checkCertificate(
    facts,
    domains,
    surroundings.now(),
  )) {
    yield {
      path: ["certificate", about === "key" ? keys[0] : keys[1]],
      severity,
      message: `${cause} ${suggestion}`,
      ...(ofBoth === true
        ? { related: [{ path: ["certificate", keys[1]], message: "The certificate" }] }
        : {}),
    };
  }
}
