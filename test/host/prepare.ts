import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "../browser/harness/paths";
import { bootLab, type Lab } from "../lab/lab";

/** Real nodes where this runs inside the lab's control namespace; undefined elsewhere, and then their tests are skipped. */
export async function prepareNodes(): Promise<Lab | undefined> {
  return process.env["OPENVIDU_LAB"] === undefined ? undefined : bootLab();
}

/** The workspace of the suite: the lab's cluster, and a manifest to try things on. */
export async function fillWorkspace(folder: string, lab: Lab | undefined): Promise<string> {
  const workspace = path.join(folder, "video");
  await mkdir(workspace);
  const example = await readFile(path.join(ROOT, "examples/lab/lab.openvidu.yaml"), "utf8");
  const production = example.replace(/identityFile: .*/, "identityFile: ~/.ssh/id_ed25519");
  await writeFile(path.join(workspace, "production.openvidu.yaml"), production);
  await writeFile(
    path.join(workspace, "staging.openvidu.yaml"),
    production.replace("name: production", "name: staging").replaceAll("203.0.113.", "198.51.100."),
  );
  const ssh = path.join(folder, "home", ".ssh");
  await mkdir(ssh, { mode: 0o700 });
  // Without a lab the key is only looked at.
  const key = lab === undefined ? "" : await readFile(lab.identityFile);
  await writeFile(path.join(ssh, "id_ed25519"), key, { mode: 0o600 });
  if (lab !== undefined)
    await writeFile(path.join(ssh, "known_hosts"), await readFile(lab.knownHostsFile), { mode: 0o600 });
  return workspace;
}
