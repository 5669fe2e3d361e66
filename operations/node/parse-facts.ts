import type { DiskSpace, FirewallFacts, InstallJobFacts, NodeFacts } from "./node-facts";
import { isSecretParameter, mayBeSecret, parseParameters } from "./parameters";
import { parseLook, wholeNumber } from "./parse-look";
import { lines, parsePairs, parseSections } from "./sections";

/** Reads the output of the facts' script. What is missing or not understood is absent from the facts; never throws. */
export function parseFacts(output: string): NodeFacts {
  const sections = parseSections(output);
  const machine = parsePairs(sections.get("machine") ?? "");
  const installation = parsePairs(sections.get("installation") ?? "");
  const memory = wholeNumber(machine.get("memory_kib"));
  const infoTime = wholeNumber(installation.get("info_time"));
  return {
    ...parseLook(output),
    ...text("hostName", machine.get("hostname")),
    ...text("machineId", machine.get("machine_id")),
    ...text("bootId", machine.get("boot_id")),
    ...text("operatingSystem", machine.get("os")),
    ...text("architecture", machine.get("architecture")),
    ...number("processors", wholeNumber(machine.get("processors"))),
    ...number("memory", memory === undefined ? undefined : memory * 1024),
    disks: lines(sections.get("disks")).flatMap(parseDisk),
    addresses: lines(sections.get("addresses")).map((address) => address.replace(/\/\d+$/, "")),
    systemd: machine.get("systemd") === "yes",
    curl: machine.get("curl") === "yes",
    ...text("docker", versionIn(machine.get("docker"))),
    unitInstalled: installation.get("unit") === "yes",
    unitEnabled: installation.get("enabled") === "yes",
    directory: installation.get("directory") === "yes",
    ownCertificate: installation.get("own_certificate") === "yes",
    ...(infoTime === undefined
      ? {}
      : { deployment: { ...parseDeploymentInfo(sections.get("deployment-info") ?? ""), time: infoTime } }),
    parameters: new Map(
      parseParameters(sections.get("parameters") ?? "")
        .filter(({ key }) => !mayBeSecret(key))
        .map(({ key, value }) => [key, value]),
    ),
    job: parseJob(parsePairs(sections.get("job") ?? "")),
    firewall: parseFirewall(parsePairs(sections.get("firewall") ?? "")),
  };
}

/** The secrets of the node's parameter files, where the script was asked for them. They are no part of the facts. */
export function secretsIn(output: string): string[] {
  return parseParameters(parseSections(output).get("parameters") ?? "")
    .filter(isSecretParameter)
    .map(({ value }) => value);
}

/** Whether the script came to its end: facts of half a script would look like a node without anything. */
export function isComplete(output: string): boolean {
  return parseSections(output).has("end");
}

function parseDisk(line: string): DiskSpace[] {
  const [, path, size, free] = /^(\S+) (\d{1,18}) (\d{1,18})$/.exec(line) ?? [];
  if (path === undefined) return [];
  return [{ path, size: Number(size), free: Number(free) }];
}

function versionIn(text: string | undefined): string | undefined {
  return text === undefined ? undefined : /\d+\.\d+(?:\.\d+)?/.exec(text)?.[0];
}

/** Line by line, as the official scripts read it: a YAML parser would make 3.1 out of 3.10. */
function parseDeploymentInfo(content: string): { version?: string; environment?: string } {
  const value = (key: string): string | undefined =>
    new RegExp(`^${key}:[ \\t]*["']?([^\\s"'#]+)`, "m").exec(content)?.[1];
  return {
    ...text("version", value("version")?.replace(/^v(?=\d)/, "")),
    ...text("environment", value("environment")),
  };
}

function parseFirewall(pairs: ReadonlyMap<string, string>): FirewallFacts {
  const has = (key: string): boolean => pairs.get(key) === "yes";
  const programs = [
    ["ufw", "ufw"] as const,
    ["firewalld", "firewall-cmd"] as const,
    ["nftables", "nft"] as const,
  ];
  return {
    programs: programs.filter(([, command]) => has(command)).map(([kind]) => kind),
    active: (["ufw", "firewalld"] as const).filter((kind) => has(`${kind}_active`)),
  };
}

function parseJob(pairs: ReadonlyMap<string, string>): InstallJobFacts {
  const last = parseLast(pairs.get("state") ?? "");
  return {
    running: pairs.get("running") === "yes",
    unread: pairs.get("unread") === "yes",
    ...(last === undefined ? {} : { last }),
  };
}

function parseLast(state: string): InstallJobFacts["last"] {
  const [kind, ...rest] = state.split(" ");
  const numbers = rest.map(wholeNumber);
  if (kind === "exited") {
    const [status, time] = numbers;
    return status === undefined || time === undefined ? undefined : { kind, status, time };
  }
  const time = numbers[0];
  if (time === undefined) return undefined;
  return kind === "started" || kind === "succeeded" || kind === "failed" ? { kind, time } : undefined;
}

function text<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  return value === undefined || value === "" ? {} : ({ [key]: value } as Record<Key, string>);
}

function number<Key extends string>(key: Key, value: number | undefined): Partial<Record<Key, number>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, number>);
}
