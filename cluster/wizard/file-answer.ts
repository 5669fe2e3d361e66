import { checkCertificate, keyFindings, type CertificateFinding } from "../certificate/check-certificate";
import { readKey, readPair } from "../certificate/read-pair";
import { FINE, type Judgement, type WizardWorld } from "./question";

/** Whether a file holds a private key that the nodes can read. */
export async function judgeCertificateKey(file: string, world: WizardWorld): Promise<Judgement> {
  const content = await world.read(file);
  if (content.kind === "unread") return problem(content.cause);
  return judgementOf(keyFindings({ key: readKey(content.text), keyFile: file }));
}

/** Whether a file holds the chain that belongs to the private key, and is good for the domain. */
export async function judgeChain(
  file: string,
  { keyFile, domain }: { readonly keyFile: string; readonly domain: string },
  world: WizardWorld,
): Promise<Judgement> {
  const [key, chain] = [await world.read(keyFile), await world.read(file)];
  for (const content of [chain, key]) if (content.kind === "unread") return problem(content.cause);
  if (key.kind === "unread" || chain.kind === "unread") return FINE;
  const facts = { keyFile, chainFile: file, ...readPair(key.text, chain.text) };
  return judgementOf(checkCertificate(facts, [domain], world.now()));
}

/** Whether a file holds a private key for ssh. Whether it needs a passphrase only the login can tell. */
export async function judgeIdentity(file: string, world: WizardWorld): Promise<Judgement> {
  if (file === "") return FINE;
  const content = await world.read(file);
  if (content.kind === "unread") return problem(content.cause);
  return /-----BEGIN [A-Z ]*PRIVATE KEY-----|^PuTTY-User-Key-File-/m.test(content.text)
    ? FINE
    : problem(`${file} holds no private key for ssh.`);
}

/** The worst of the findings; one message is enough for an answer. */
function judgementOf(findings: readonly CertificateFinding[]): Judgement {
  const worst = findings.find(({ severity }) => severity === "error") ?? findings[0];
  if (worst === undefined) return FINE;
  return {
    kind: worst.severity === "error" ? "problem" : "remark",
    message: `${worst.cause} ${worst.suggestion}`,
  };
}

function problem(message: string): Judgement {
  return { kind: "problem", message };
}
