import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { NodeAddress } from "./addresses.js";
import { nodeFolder, running } from "./paths.js";

export type FaultKind = "before-banner" | "empty-download" | "delay" | "restart-loop";

export interface Fault {
  readonly node: NodeAddress | "all";
  readonly kind: FaultKind;
  /** How long `delay` holds up the installation; 30 when left out. */
  readonly seconds?: number;
  /** Which container of `restart-loop` ends at once whenever it is started; `caddy`, which every node has, when left out. */
  readonly container?: string;
}

/** How the stand-in installer is told to fail. Faults add up until they are reset, and survive a reboot of the node. */
export interface LabInstaller {
  fail(fault: Fault): Promise<void>;
  reset(): Promise<void>;
}

/** Where the web server looks for the addresses that get empty downloads. */
const emptyDownloads = join(running, "empty-downloads");

/** Where the stand-in on a node looks for its faults. Its containers see it as /lab/faults. */
function faultsOf(node: NodeAddress): string {
  return join(nodeFolder(node.name), "root/var/lib/openvidu-lab/faults");
}

export function createInstaller(nodes: readonly NodeAddress[]): LabInstaller {
  return {
    async fail({ node, kind, seconds = 30, container = "caddy" }) {
      for (const target of node === "all" ? nodes : [node]) {
        if (kind === "empty-download") {
          await mkdir(emptyDownloads, { recursive: true });
          for (const address of [target.privateIp, target.publicIp])
            await writeFile(join(emptyDownloads, address), "");
        } else {
          const file = kind === "restart-loop" ? `restart-loop.${container}` : kind;
          await mkdir(faultsOf(target), { recursive: true });
          await writeFile(join(faultsOf(target), file), kind === "delay" ? `${String(seconds)}\n` : "");
        }
      }
    },
    async reset() {
      await rm(emptyDownloads, { recursive: true, force: true });
      for (const node of nodes) await rm(faultsOf(node), { recursive: true, force: true });
    },
  };
}
