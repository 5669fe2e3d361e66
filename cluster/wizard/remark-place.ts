import { keysAt } from "../manifest/manifest-schema";
import type { Remark } from "../manifest/manifest-text";

/** The manifest's keys of questions that are not called after one. */
const KEYS: Readonly<Record<string, string>> = {
  certificateType: "certificate",
  privateKey: "certificate",
  publicKey: "certificate",
  turnPrivateKey: "certificate",
  turnPublicKey: "certificate",
  masterPublicIps: "masterNodes",
  mediaPublicIps: "mediaNodes",
  sshPort: "ssh",
  identityFile: "ssh",
};

/** The manifest's key that a question's answer goes to, where it is one. */
export function keyOf(question: string): string | undefined {
  const [own = ""] = question.split(".");
  return KEYS[question] ?? (keysAt([]).has(own) ? own : undefined);
}

/** A remark on a question's answer, where it belongs in the manifest. */
export function remarkAt(question: string, text: string | undefined): Remark[] {
  if (text === undefined) return [];
  const key = keyOf(question);
  return [{ path: key === undefined ? [] : [key], text }];
}
