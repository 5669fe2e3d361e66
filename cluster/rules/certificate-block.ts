import type { CertificateType, ReleaseFacts } from "../cluster";
import { zeroSslNote } from "../installer/argument-notes";
import { argumentsOfKey } from "../installer/installer-arguments";
import { isMisplaced } from "../manifest/misplaced-key";
import { listWords } from "../nearest-word";
import { addEntry, removeEntry, type Rule } from "./rule";

type CertificateKey = "email" | "apiKey" | "privateKey" | "publicKey" | "turnPrivateKey" | "turnPublicKey";

const KEYS: Readonly<
  Record<
    CertificateType,
    { readonly allowed: readonly CertificateKey[]; readonly required: readonly CertificateKey[] }
  >
> = {
  selfsigned: { allowed: [], required: [] },
  letsencrypt: { allowed: ["email"], required: [] },
  zerossl: { allowed: ["apiKey"], required: ["apiKey"] },
  owncert: {
    allowed: ["privateKey", "publicKey", "turnPrivateKey", "turnPublicKey"],
    required: ["privateKey", "publicKey"],
  },
};

const ALL_KEYS: readonly CertificateKey[] = [
  "email",
  "apiKey",
  "privateKey",
  "publicKey",
  "turnPrivateKey",
  "turnPublicKey",
];

const ZEROSSL_SECRET = '"${secret:zerosslApiKey}"';

export const certificateBlock: Rule = {
  id: "certificate-block",
  severity: "error",
  protectsFrom: "An installation that stops for want of its certificate.",
  fix: "Give the certificate block the keys that belong to its type.",
  example: [["type: letsencrypt", "type: zerossl"]],
  *check({ draft, features, document, release }) {
    const certificate = draft.certificate;
    if (certificate === undefined) {
      // A block that is there but wrong is told by the schema.
      const written =
        document.nodeAtPath(["certificate"]) !== undefined || isMisplaced(document, "certificate");
      if (features.loadBalancing === "dns" && draft.domain !== undefined && !written) {
        yield {
          path: [],
          message:
            "With DNS load balancing the master nodes need a 'certificate', as 'certificate: { type: letsencrypt }'.",
          fixes: [
            addEntry("Add a certificate of Let's Encrypt", "certificate", "{ type: letsencrypt }", "license"),
          ],
        };
      }
      return;
    }
    const type = certificate.type;
    if (type === undefined) return;
    const { allowed, required } = KEYS[type];
    for (const key of ALL_KEYS) {
      if (certificate[key] !== undefined && !allowed.includes(key)) {
        const taken = allowed.filter((own) => own !== "email" || takesEmail(release));
        const known = taken.length === 0 ? "it takes no further key" : `it takes ${listWords(taken, "and")}`;
        yield {
          path: ["certificate", key],
          part: "key",
          message: `'${key}' does not belong to a certificate of type ${type}; ${known}.`,
          fixes: [removeEntry(`Remove '${key}'`)],
        };
      }
    }
    for (const key of required) {
      if (certificate[key] === undefined)
        yield {
          path: ["certificate"],
          part: "key",
          message: `A certificate of type ${type} needs '${key}'.`,
          fixes:
            key === "apiKey" ? [addEntry("Take 'apiKey' from the secret store", key, ZEROSSL_SECRET)] : [],
        };
    }
    if ((certificate.turnPrivateKey === undefined) !== (certificate.turnPublicKey === undefined)) {
      yield {
        path: ["certificate"],
        part: "key",
        message: "The TURN certificate needs both 'turnPrivateKey' and 'turnPublicKey', or neither.",
      };
    }
    if (type === "zerossl") {
      const given = (draft.installer?.arguments?.master ?? []).some((word) =>
        word?.startsWith("--certificate-type="),
      );
      yield {
        path: ["certificate", "type"],
        severity: "warning",
        message: zeroSslNote(given),
      };
    }
  },
};

function takesEmail(release: ReleaseFacts | undefined): boolean {
  return release === undefined || argumentsOfKey(release, ["certificate", "email"]).length > 0;
}
