import type { CertificateType, ReleaseFacts } from "../cluster";
import { zeroSslNote } from "../installer/argument-notes";
import { insertEntry } from "../edits/insert-entry";
import { argumentsOfKey } from "../installer/installer-arguments";
import { isMisplaced } from "../manifest/misplaced-key";
import { listWords } from "../nearest-word";
import { addEntry, removeEntry, type ReportFix, type Rule } from "./rule";

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

/** What stands for a key's value until somebody writes their own; file names are those that Let's Encrypt's client gives. */
const USUAL: Readonly<Partial<Record<CertificateKey, string>>> = {
  apiKey: '"${secret:zerosslApiKey}"',
  privateKey: "certs/privkey.pem",
  publicKey: "certs/fullchain.pem",
  turnPrivateKey: "certs/turn-privkey.pem",
  turnPublicKey: "certs/turn-fullchain.pem",
};

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
          fixes: [removeEntry(`Remove '${key}'`), ...typeFixes(key)],
        };
      }
    }
    const missing = required.filter((key) => certificate[key] === undefined);
    if (missing.length > 0)
      yield {
        path: ["certificate"],
        part: "key",
        message: `A certificate of type ${type} needs ${quoted(missing)}.`,
        fixes: [additionOf(missing)],
      };
    if ((certificate.turnPrivateKey === undefined) !== (certificate.turnPublicKey === undefined)) {
      const lacking = certificate.turnPrivateKey === undefined ? "turnPrivateKey" : "turnPublicKey";
      yield {
        path: ["certificate"],
        part: "key",
        message: "The TURN certificate needs both 'turnPrivateKey' and 'turnPublicKey', or neither.",
        fixes: allowed.includes(lacking) ? [additionOf([lacking])] : [],
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

function quoted(keys: readonly string[]): string {
  return listWords(
    keys.map((key) => `'${key}'`),
    "and",
  );
}

/** Adds keys with their usual values. */
function additionOf(keys: readonly CertificateKey[]): ReportFix {
  if (keys[0] === "apiKey")
    return addEntry("Take 'apiKey' from the secret store", "apiKey", USUAL.apiKey ?? "");
  return {
    title: `Add ${quoted(keys)}; look at ${keys.length === 1 ? "the path" : "the paths"}`,
    changes: (document, path) => {
      const added = keys.flatMap((key) => insertEntry(document, path, key, USUAL[key] ?? "") ?? []);
      // They go to one place, where the order of several changes would be anybody's guess.
      return added
        .slice(0, 1)
        .map(({ range }) => ({ range, newText: added.map((each) => each.newText).join("") }));
    },
  };
}

/** Changes the type to the one that a key belongs to. */
function typeFixes(key: CertificateKey): ReportFix[] {
  const types = Object.entries(KEYS).filter(([, { required }]) => required.includes(key));
  return types.map(([type]) => ({
    title: `Change the type to '${type}'`,
    changes: (document) => [{ range: document.rangeOf(["certificate", "type"], "value"), newText: type }],
  }));
}

function takesEmail(release: ReleaseFacts | undefined): boolean {
  return release === undefined || argumentsOfKey(release, ["certificate", "email"]).length > 0;
}
