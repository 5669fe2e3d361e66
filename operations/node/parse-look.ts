import type { ContainerFact, Listener, NodeLook } from "./node-facts";
import { lines, parsePairs, parseSections } from "./sections";

/** Reads the output of a look. What is not understood is passed over. */
export function parseLook(output: string): NodeLook {
  const sections = parseSections(output);
  const look = parsePairs(sections.get("look") ?? "");
  const health = look.get("health");
  const since = wholeNumber(look.get("unit_since"));
  return {
    time: wholeNumber(look.get("time")) ?? 0,
    unitState: look.get("unit_state") ?? "",
    ...(since === undefined ? {} : { unitSince: since * 1000 }),
    containers: lines(sections.get("containers")).flatMap(parseContainer),
    listeners: lines(sections.get("listeners")).flatMap(parseListener),
    ...(health === undefined ? {} : { healthStatus: wholeNumber(health) ?? 0 }),
  };
}

/** A number that is written as digits only. */
export function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function parseContainer(line: string): ContainerFact[] {
  const [, name, restarts, state] = /^"\/?([^" ]+)" (\d+) (\{.*\})$/.exec(line) ?? [];
  if (name === undefined || restarts === undefined || state === undefined) return [];
  const { status, startedAt } = readState(state);
  const started = startedAt === undefined ? NaN : Date.parse(startedAt);
  return [
    {
      name,
      state: status ?? "unknown",
      restarts: Number(restarts),
      // Docker writes the year 1 for a container that never started.
      ...(started > 0 ? { startedAt: new Date(started).toISOString(), startedMilliseconds: started } : {}),
    },
  ];
}

function readState(json: string): { status?: string; startedAt?: string } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    // A line that was cut off: the container is there, its state is not known.
    return {};
  }
  if (typeof value !== "object" || value === null) return {};
  const status = "Status" in value && typeof value.Status === "string" ? { status: value.Status } : {};
  const startedAt =
    "StartedAt" in value && typeof value.StartedAt === "string" ? { startedAt: value.StartedAt } : {};
  return { ...status, ...startedAt };
}

function parseListener(line: string): Listener[] {
  const [protocol, , , , local = "", , ...rest] = line.split(/\s+/);
  if (protocol !== "tcp" && protocol !== "udp") return [];
  const at = local.lastIndexOf(":");
  const port = wholeNumber(local.slice(at + 1));
  if (at < 0 || port === undefined || port > 65_535) return [];
  const process = /\(\("([^"]+)"/.exec(rest.join(" "))?.[1];
  const address = local.slice(0, at).replace(/^\[|\]$/g, "");
  return [{ protocol, address, port, ...(process === undefined ? {} : { process }) }];
}
