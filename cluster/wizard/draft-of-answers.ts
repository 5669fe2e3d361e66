import type { CertificateType, NodeRole } from "../cluster";
import type { Draft } from "../manifest/draft";
import { schemaAt } from "../manifest/manifest-schema";
import { jumpHostsOf, listedNodes } from "./listed-nodes";
import { listOf, releaseOf, textOf, type Answers, type WizardWorld } from "./question";
import { referenceFor } from "./secret-answer";

/** A manifest's content, and the secrets that its references stand for. */
export interface AnsweredManifest {
  readonly draft: Draft;
  /** By the name in the secret store. */
  readonly secrets: ReadonlyMap<string, string>;
}

/** What the answers mean. Whatever is not answered is left out. */
export function draftOf(answers: Answers, world: WizardWorld): AnsweredManifest {
  const secrets = new Map<string, string>();
  const say = (id: string): string | undefined => textOf(answers, id) || undefined;
  const external = textOf(answers, "loadBalancing") === "external";
  const certificate = external ? undefined : certificateOf(answers, secrets);
  const credentials = credentialsOf(answers, secrets);
  const ssh = sshOf(answers, secrets);
  const draft: Draft = {
    name: say("name"),
    release: say("release") ?? releaseOf(answers).version,
    domain: say("domain"),
    turnDomain: say("turnDomain"),
    loadBalancing: external ? "external" : undefined,
    rtcEngine: say("rtcEngine") as Draft["rtcEngine"],
    modules: modulesOf(answers),
    certificate,
    license: referenceFor("license", textOf(answers, "license"), secrets),
    credentials: Object.keys(credentials).length === 0 ? undefined : credentials,
    ssh: Object.keys(ssh).length === 0 ? undefined : ssh,
    masterNodes: nodesOf(answers, "master", world),
    mediaNodes: nodesOf(answers, "media", world),
  };
  return { draft, secrets };
}

/** In the order of the documents' commands, in whichever they were chosen. */
function modulesOf(answers: Answers): string[] {
  const chosen = listOf(answers, "modules");
  return releaseOf(answers).modules.flatMap(({ name }) => (chosen.includes(name) ? [name] : []));
}

function certificateOf(answers: Answers, secrets: Map<string, string>): Draft["certificate"] {
  const type = textOf(answers, "certificateType");
  if (type === "") return undefined;
  const apiKey = textOf(answers, "apiKey");
  const keys = ["email", "privateKey", "publicKey", "turnPrivateKey", "turnPublicKey"] as const;
  return {
    type: type as CertificateType,
    ...Object.fromEntries(
      keys.map((key) => [key, textOf(answers, key)] as const).filter(([, text]) => text !== ""),
    ),
    ...(apiKey === "" ? {} : { apiKey: referenceFor("certificate.apiKey", apiKey, secrets) }),
  };
}

function credentialsOf(answers: Answers, secrets: Map<string, string>): Record<string, string> {
  const entries = listOf(answers, "ownCredentials").flatMap((key): [string, string][] => {
    const answer = textOf(answers, key);
    if (answer === "") return [];
    const secret = schemaAt(key.split("."))?.secret === true;
    return [[key.replace("credentials.", ""), secret ? referenceFor(key, answer, secrets) : answer]];
  });
  return Object.fromEntries(entries);
}

function sshOf(answers: Answers, secrets: Map<string, string>): NonNullable<Draft["ssh"]> {
  const [user, port, identityFile, jump, sudo] = [
    "sshUser",
    "sshPort",
    "identityFile",
    "jumpHost",
    "sudoPassword",
  ].map((id) => textOf(answers, id));
  const jumps = jumpHostsOf(jump ?? "");
  return {
    ...(user ? { user } : {}),
    ...(port ? { port: Number(port) } : {}),
    ...(identityFile ? { identityFile } : {}),
    ...(jumps.length === 0 ? {} : { jumpHost: jumps.length === 1 ? jumps[0] : jumps }),
    ...(sudo ? { sudoPassword: referenceFor("sudoPassword", sudo, secrets) } : {}),
  };
}

function nodesOf(answers: Answers, role: NodeRole, world: WizardWorld): NonNullable<Draft["masterNodes"]> {
  return listedNodes(answers, role, world).map(({ name, privateIp, publicIp, sshHost }) => ({
    name,
    ...(privateIp === undefined ? {} : { privateIp }),
    ...(publicIp === undefined ? {} : { publicIp }),
    ...(sshHost === undefined ? {} : { ssh: { host: sshHost } }),
  }));
}
