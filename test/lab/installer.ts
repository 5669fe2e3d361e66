import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { NodeAddress } from "./addresses.js";
import { nodeFolder, running } from "./paths.js";

/**
 * - `before-banner`: the installation fails before its end
 * - `empty-download`: the web server gives an empty script
 * - `delay`: the installation takes longer
 * - `echo-arguments`: the installer prints its arguments, secrets and all
 * - `restart-loop`: a container ends at once whenever it is started
 * - `log-password`: a container logs the Redis password, and `text`, whenever it is started
 */
export type FaultKind =
  "before-banner" | "empty-download" | "delay" | "echo-arguments" | "restart-loop" | "log-password";

export interface Fault {
  readonly node: NodeAddress | "all";
  readonly kind: FaultKind;
  /** How long `delay` holds up the installation; 30 when left out. */
  readonly seconds?: number;
  /** Which container `restart-loop` and `log-password` are for; `caddy`, which every node has, when left out. */
  readonly container?: string;
  /** What else `log-password` logs. */
  readonly text?: string;
}

/** How the stand-in installer is told to fail. Faults add up until they are reset, and survive a reboot of the node. */
export interface LabInstaller {
  fail(fault: Fault): Promise<void>;
  reset(): Promise<void>;
}

const ofContainer: ReadonlySet<FaultKind> = new Set(["restart-loop", "log-password"]);

/** Where the web server looks for the addresses that get empty downloads. */
const emptyDownloads = join(running, "empty-downloads");

/** Where the stand-in on a node looks for its faults. Its containers see it as /lab/faults. */
function faultsOf(node: NodeAddress): string {
  return join(nodeFolder(node.name), "root/var/lib/openvidu-lab/faults");
}

export function createInstaller(nodes: readonly NodeAddress[]): LabInstaller {
  return {
    async fail({ node, kind, seconds = 30, container = "caddy", text = "" }) {
      for (const target of node === "all" ? nodes : [node]) {
        if (kind === "empty-download") {
          await mkdir(emptyDownloads, { recursive: true });
          for (const address of [target.privateIp, target.publicIp])
            await writeFile(join(emptyDownloads, address), "");
        } else {
          const file = ofContainer.has(kind) ? `${kind}.${container}` : kind;
          await mkdir(faultsOf(target), { recursive: true });
          await writeFile(join(faultsOf(target), file), kind === "delay" ? `${String(seconds)}\n` : text);
        }
      }
    },
    async reset() {
      await rm(emptyDownloads, { recursive: true, force: true });
      for (const node of nodes) await rm(faultsOf(node), { recursive: true, force: true });
    },
  };
}
