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
  await writeFile(
    path.join(workspace, "production.openvidu.yaml"),
    example.replace(/identityFile: .*/, "identityFile: ~/.ssh/id_ed25519"),
  );
  await writeFile(
    path.join(workspace, "staging.openvidu.yaml"),
    example.replace("name: production", "name: staging").replaceAll("203.0.113.", "198.51.100."),
  );
  if (lab !== undefined) {
    const ssh = path.join(folder, "home", ".ssh");
    await mkdir(ssh, { mode: 0o700 });
    await writeFile(path.join(ssh, "id_ed25519"), await readFile(lab.identityFile), { mode: 0o600 });
    await writeFile(path.join(ssh, "known_hosts"), await readFile(lab.knownHostsFile), { mode: 0o600 });
  }
  return workspace;
}
