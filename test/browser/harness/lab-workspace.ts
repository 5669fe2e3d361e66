import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Lab } from "../../lab/lab";
import { ROOT } from "./paths";

/** The name of the manifest in the workspace of these tests. */
export const MANIFEST = "production.openvidu.yaml";

/** The lab's cluster as a person would have it: comments of their own, the key where keys usually are. */
export async function exampleManifest(): Promise<string> {
  const text = await readFile(path.join(ROOT, "examples/lab/lab.openvidu.yaml"), "utf8");
  const body = text.replace(/^ *#.*\n/gm, "").replace(/identityFile: .*/, "identityFile: ~/.ssh/id_ed25519");
  return `# Our production cluster: four master nodes and two media nodes behind DNS load balancing.\n${body}`;
}

/** The files of a user who may log in on the lab's nodes, and knows their host keys unless told otherwise. */
export async function sshFiles(lab: Lab, { knownHosts = true } = {}): Promise<Record<string, string>> {
  return {
    ".ssh/id_ed25519": await readFile(lab.identityFile, "utf8"),
    ".ssh/known_hosts": knownHosts ? await readFile(lab.knownHostsFile, "utf8") : "",
  };
}
