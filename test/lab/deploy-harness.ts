import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Cluster } from "../../cluster/cluster";
import { deploy, type DeployResult } from "../../operations/actions/deploy";
import type { ActionContext } from "../../operations/action-context";
import type { OperationEvent } from "../../operations/events";
import { nodeRuntime } from "../../operations/node-runtime";
import { Secret } from "../../operations/secrets/secret";
import type { SecretStore } from "../../operations/secrets/secret-store";
import type { Timing } from "../../operations/timing";
import { clusterOf, readText, replace } from "../fixtures/manifest-builder";
import { bootLab, type Lab, type LabOptions } from "./lab";

/** Long enough to find a value that got somewhere it does not belong. */
export const LICENSE = "LAB-LICENSE-0123456789-abcdefghij";

/** The stand-in's containers start at once: less patience than with the real ones shows the same. */
export const QUICK: Partial<Timing> = { settled: 3_000, settledAfterRestart: 10_000, look: 500 };

/** Secrets in memory, as a test can look at them. */
export class MemoryStore implements SecretStore {
  readonly place = "the test's memory";
  readonly keptIn = "the test's memory";
  readonly values: Map<string, string>;

  constructor(values: Readonly<Record<string, string>> = { license: LICENSE }) {
    this.values = new Map(Object.entries(values));
  }

  get(name: string): Promise<Secret | undefined> {
    const value = this.values.get(name);
    return Promise.resolve(value === undefined ? undefined : new Secret(value));
  }

  names(): Promise<readonly string[]> {
    return Promise.resolve([...this.values.keys()]);
  }

  placeOf(name: string): Promise<string | undefined> {
    return Promise.resolve(this.values.has(name) ? this.place : undefined);
  }

  remove(name: string): Promise<void> {
    this.values.delete(name);
    return Promise.resolve();
  }

  set(values: ReadonlyMap<string, Secret>): Promise<void> {
    for (const [name, secret] of values) this.values.set(name, secret.reveal());
    return Promise.resolve();
  }
}

/** The example's cluster with pieces of its text replaced. */
export function labCluster(...replacements: readonly (readonly [from: string, to: string])[]): Cluster {
  return clusterOf(replace(readText("examples", "lab", "lab.openvidu.yaml"), ...replacements));
}

/**
 * Boots a lab with a known_hosts file of its own, with the nodes' keys as they are after the boot: the lab's file
 * belongs to the checkout, and a lab that is booted beside this one writes it anew.
 */
export async function bootLabToDeploy(options?: LabOptions): Promise<Lab> {
  const lab = await bootLab(options);
  const folder = await mkdtemp(join(tmpdir(), "lab-to-deploy-"));
  const knownHostsFile = join(folder, "known_hosts");
  const lines = await Promise.all(
    lab.nodes.map(async (node) => {
      const [type = "", key = ""] = (await node.readFile("/etc/ssh/ssh_host_ed25519_key.pub")).split(" ");
      return `${node.publicIp},${node.privateIp} ${type} ${key.trim()}\n`;
    }),
  );
  await writeFile(knownHostsFile, lines.join(""));
  return {
    ...lab,
    knownHostsFile,
    down: async () => {
      await rm(folder, { recursive: true });
      await lab.down();
    },
  };
}

export interface Deployed extends DeployResult {
  readonly events: readonly OperationEvent[];
}

export type ContextChanges = Partial<ActionContext> & { readonly onEvent?: (event: OperationEvent) => void };

/** An action's context for the lab; what is given replaces the usual. */
export function labContext(
  lab: Lab,
  changes: ContextChanges = {},
): ActionContext & { events: OperationEvent[] } {
  const events: OperationEvent[] = [];
  const { onEvent, ...context } = changes;
  const runtime = nodeRuntime();
  return {
    events,
    cluster: labCluster(),
    directory: dirname(fileURLToPath(new URL("../../examples/lab/lab.openvidu.yaml", import.meta.url))),
    // Nothing of the person's own ssh has a say in the tests.
    runtime: { ...runtime, homeDirectory: "/nonexistent", environment: {} },
    secrets: new MemoryStore(),
    knownHostsFiles: [lab.knownHostsFile],
    emit: (event) => {
      events.push(event);
      onEvent?.(event);
    },
    signal: new AbortController().signal,
    ...context,
  };
}

export async function deployTo(lab: Lab, changes: ContextChanges = {}): Promise<Deployed> {
  const context = labContext(lab, changes);
  return { ...(await deploy(context)), events: context.events };
}

/** The nodes on which a phase did something, by how it ended. */
export function stepsOf(events: readonly OperationEvent[], phase: string): Record<string, string> {
  const ends: Record<string, string> = {};
  for (const event of events) {
    if (event.type === "step-ended" && event.phase === phase) ends[event.node] = event.outcome;
  }
  return ends;
}

/** The errors as `node: code`. */
export function codesOf({ errors }: DeployResult): string[] {
  return errors.map(({ node = "", code }) => `${node}: ${code}`);
}
