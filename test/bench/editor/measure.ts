import type { GeneratedManifest } from "./generated-manifest";
import { MeasuredServer, type ServerKind } from "./measured-server";

/** What is compared; times in milliseconds, memory in MiB. */
export const METRICS = {
  key: "key → findings",
  cpu: "CPU per key",
  completion: "key → completion list",
  start: "start → first findings",
  memory: "peak memory (MiB)",
} as const;

export type Metric = keyof typeof METRICS;
export type Samples = Readonly<Record<Metric, readonly number[]>>;

/** How often something is typed in one go, by the manifest's size: the slow one takes seconds for each. */
function keysFor(nodes: number): number {
  return nodes >= 10_000 ? 6 : nodes >= 1_000 ? 12 : 40;
}

/** How often the keys of one go are typed in a round. */
const TIMES = 3;

/** One round with one server: started, typed into, asked for completion, ended. */
export async function measureRound(
  kind: ServerKind,
  folder: string,
  manifest: GeneratedManifest,
): Promise<Samples> {
  const uri = `file://${folder}/benchmark.openvidu.yaml`;
  const { server, milliseconds } = await MeasuredServer.open(kind, folder, uri, manifest.text);
  try {
    const keys = keysFor(manifest.nodes);
    await typeKeys(server, manifest, 4);
    await server.settle();
    const [key, cpu]: [number[], number[]] = [[], []];
    for (let time = 0; time < TIMES; time += 1) {
      const before = server.cpu();
      key.push(...(await typeKeys(server, manifest, keys)));
      // What it does afterwards belongs to the keys too.
      await server.settle();
      cpu.push((server.cpu() - before) / keys);
    }
    const completion = await completeKeys(server, manifest, keys);
    await server.settle();
    return { key, cpu, completion, start: [milliseconds], memory: [server.peakMemory()] };
  } finally {
    await server.end();
  }
}

/** Replaces a character of a node's name by one that it cannot have, and back. */
async function typeKeys(
  server: MeasuredServer,
  { typed, text }: GeneratedManifest,
  count: number,
): Promise<number[]> {
  const { line, character } = typed;
  const range = { start: { line, character }, end: { line, character: character + 1 } };
  const was = text.split("\n")[line]?.[character] ?? "";
  const times: number[] = [];
  for (let index = 0; index < count; index += 1)
    times.push(await server.type(range, index % 2 === 0 ? "_" : was));
  return times;
}

/** Types the first letter of a key of the node and asks what it may be, then takes it away. */
async function completeKeys(
  server: MeasuredServer,
  { newKey }: GeneratedManifest,
  count: number,
): Promise<number[]> {
  const { line, character } = newKey;
  const empty = { start: newKey, end: newKey };
  const letter = { start: newKey, end: { line, character: character + 1 } };
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const { milliseconds, items } = await server.complete(empty, "f", letter.end);
    if (items === 0)
      throw new Error(`${server.kind.name} offers nothing to complete; that is no measurement.`);
    times.push(milliseconds);
    await server.type(letter, "");
  }
  return times;
}
