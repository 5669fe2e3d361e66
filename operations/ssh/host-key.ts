import { createHash } from "node:crypto";
import type { ServerHostKeyAlgorithm } from "ssh2";
import type { KnownHost } from "./known-hosts";

/** What is known of a machine's keys before it is asked. */
export interface HostKeyKnowledge {
  /** A fingerprint from the manifest; it alone decides where it is given. */
  readonly pin?: string;
  /** The known_hosts entries of this machine. */
  readonly entries: readonly KnownHost[];
}

export type HostKeyVerdict =
  | { readonly kind: "accepted" }
  | { readonly kind: "unknown" | "revoked"; readonly fingerprint: string; readonly keyType: string }
  | {
      readonly kind: "changed";
      readonly fingerprint: string;
      readonly keyType: string;
      /** What is recorded instead: fingerprints, with the place. */
      readonly recorded: readonly string[];
    };

/** The algorithms that each type of key signs with. SHA-1 signatures of RSA keys are not accepted. */
const ALGORITHMS: Readonly<Record<string, readonly ServerHostKeyAlgorithm[]>> = {
  "ssh-ed25519": ["ssh-ed25519"],
  "ecdsa-sha2-nistp256": ["ecdsa-sha2-nistp256"],
  "ecdsa-sha2-nistp384": ["ecdsa-sha2-nistp384"],
  "ecdsa-sha2-nistp521": ["ecdsa-sha2-nistp521"],
  "ssh-rsa": ["rsa-sha2-512", "rsa-sha2-256"],
};

/** The fingerprint as ssh prints it: `SHA256:…`. */
export function fingerprint(key: Buffer): string {
  return `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;
}

/** The type that stands at the beginning of a public key. */
export function keyType(key: Buffer): string {
  const length = key.length >= 4 ? key.readUInt32BE(0) : 0;
  return key.subarray(4, 4 + Math.min(length, 64)).toString("latin1");
}

/**
 * What to ask the machine for: first the types that are known for it, so that a machine with several keys
 * does not look as if its key had changed; then the others that were not tried yet.
 */
export function hostKeyAlgorithms(
  knowledge: HostKeyKnowledge,
  tried: ReadonlySet<string> = new Set(),
): ServerHostKeyAlgorithm[] {
  const known = knowledge.entries.filter((entry) => entry.marker === undefined).map((entry) => entry.keyType);
  const types = Object.keys(ALGORITHMS);
  const order = [
    ...types.filter((type) => known.includes(type)),
    ...types.filter((type) => !known.includes(type)),
  ];
  return order.filter((type) => !tried.has(type)).flatMap((type) => ALGORITHMS[type] ?? []);
}

/** Judges the key that a machine shows. Nothing may be sent to it unless the verdict is `accepted`. */
export function judgeHostKey(knowledge: HostKeyKnowledge, key: Buffer): HostKeyVerdict {
  const shown = { fingerprint: fingerprint(key), keyType: keyType(key) };
  const base64 = key.toString("base64");
  const entries = knowledge.entries;
  if (entries.some((entry) => entry.marker === "revoked" && entry.key === base64))
    return { kind: "revoked", ...shown };
  if (knowledge.pin !== undefined) {
    if (samePin(knowledge.pin, shown.fingerprint)) return { kind: "accepted" };
    return { kind: "changed", ...shown, recorded: [`${knowledge.pin} in the manifest`] };
  }
  const good = entries.filter((entry) => entry.marker === undefined);
  if (good.some((entry) => entry.key === base64)) return { kind: "accepted" };
  if (good.length === 0) return { kind: "unknown", ...shown };
  return { kind: "changed", ...shown, recorded: good.map(describe) };
}

function samePin(pin: string, shown: string): boolean {
  return pin.replace(/=+$/, "") === shown;
}

function describe(entry: KnownHost): string {
  const recorded = fingerprint(Buffer.from(entry.key, "base64"));
  return `${recorded} (${entry.keyType}) in ${entry.file}, line ${String(entry.line)}`;
}
