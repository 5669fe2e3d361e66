import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Files of the checkout that outlive a lab: the key pair, known_hosts and the nodes' host keys. Ignored by git. */
export const keep = fileURLToPath(new URL("../../.lab/", import.meta.url));

/** Everything of the running lab; on a file system that ends with the lab's namespaces. */
export const running = "/run/openvidu-lab";

/** A node's files in the running lab: `root` is what the node sees as /, `disk` what it has written. */
export function nodeFolder(name: string): string {
  return join(running, "nodes", name);
}

/** What scripts/lab.mjs told about the namespaces that this process runs in. */
export function controlNamespace(): { id: string; rootfs: string } {
  const id = process.env["OPENVIDU_LAB"];
  const rootfs = process.env["OPENVIDU_LAB_ROOTFS"];
  if (id === undefined || rootfs === undefined) {
    throw new Error(
      "The lab boots only inside its own namespaces: run this with `node scripts/lab.mjs exec -- …`.",
    );
  }
  return { id, rootfs };
}
