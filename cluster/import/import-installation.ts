import type { NodeRole, ReleaseFacts } from "../cluster";
import type { Draft } from "../manifest/draft";
import { breakingCharacter } from "../installer/breaking-characters";
import { schemaAt } from "../manifest/manifest-schema";
import type { Remark } from "../manifest/manifest-text";
import { listWords } from "../nearest-word";
import { parsePorts } from "../ports/port-range";
import { chooseRelease, releases } from "../release/catalogue";
import { addressKind } from "../rules/ip-address";
import { nameFromDomain } from "./cluster-name";
import type { ImportedCluster } from "./import-command";
import { ImportProblem } from "./import-problem";
import { importedText, type FoundNode } from "./imported-manifest";

/** What a node answered that has OpenVidu installed. */
export interface NodeReading {
  /** Contents of the files that are there, by absolute path. */
  readonly files: ReadonlyMap<string, string>;
  /** Its own IPv4 addresses, without those of container networks. */
  readonly addresses: readonly string[];
  /** Who is connected to which of its ports. */
  readonly peers: readonly { readonly port: number; readonly address: string }[];
}

/** What an installed node says of its cluster. */
export interface Installation {
  readonly version: string;
  readonly release: ReleaseFacts;
  readonly role: NodeRole;
  /** By the manifest's dotted path, secrets in the clear. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly reading: NodeReading;
}

/** Every file that any release keeps parameters in, and where it tells its version; to be asked for in one go. */
export function installationFiles(): string[] {
  return [
    ...new Set(
      releases.flatMap(({ files, parameters }) => [
        files.deploymentInfo,
        ...parameters.map(({ file }) => file),
      ]),
    ),
  ];
}

/** Reads what a node answered. Throws ImportProblem where there is no installation, or one of an unknown release. */
export function readInstallation(reading: NodeReading): Installation {
  const { files } = reading;
  const infoFile = releases.map((known) => known.files.deploymentInfo).find((path) => files.has(path));
  const info = infoFile === undefined ? undefined : files.get(infoFile);
  const version = /^version:[ \t]*["']?v?([^\s"'#]+)/m.exec(info ?? "")?.[1];
  if (version === undefined) throw new ImportProblem("OpenVidu is not installed on this machine.");
  const choice = chooseRelease(version);
  if (choice.kind === "unknown")
    throw new ImportProblem(`The machine has OpenVidu ${version}, which this program does not know.`);
  const { release } = choice;
  const role = roleOf(release, files);
  const parameters = new Map<string, string>();
  for (const { role: of, file, key, manifestKey } of release.parameters) {
    const value = of === role && manifestKey !== undefined ? valueIn(files.get(file), key) : undefined;
    if (manifestKey !== undefined && value !== undefined && !parameters.has(manifestKey))
      parameters.set(manifestKey, value);
  }
  return { version, release, role, parameters, reading };
}

/** A media node has the parameter of its own address; a master node has a file or key that media nodes lack. */
function roleOf(release: ReleaseFacts, files: ReadonlyMap<string, string>): NodeRole {
  const own = release.parameters.filter(
    ({ role, key }) =>
      role === "media" && !release.parameters.some((other) => other.role === "master" && other.key === key),
  );
  return own.some(({ file, key }) => valueIn(files.get(file), key) !== undefined) ? "media" : "master";
}

/** As the official scripts read their files; quotes around a value do not belong to it. */
function valueIn(text: string | undefined, key: string): string | undefined {
  const line = new RegExp(`^[ \\t]*${key}[ \\t]*=(.*)$`, "m").exec(text ?? "")?.[1]?.trim();
  const value = line?.replace(/^(["'])(.*)\1$/, "$2");
  return value === "" ? undefined : value;
}

/** The masters that the parameters name, in order; none where they do not. */
export function namedMasters({ parameters }: Installation): string[] {
  return [...parameters]
    .filter(([key]) => /^masterNodes\[\d\]\.privateIp$/.test(key))
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([, address]) => address);
}

/** The node's own private address, where there is only one that it can be. */
export function privateAddressOf({ reading }: Installation): string | undefined {
  const [first, ...others] = reading.addresses.filter((address) => addressKind(address) === "private");
  return others.length === 0 ? first : undefined;
}

/** Private addresses that use ports which only media nodes and masters use, and are no masters. */
export function mediaPeers({ release, reading }: Installation, masters: readonly string[]): string[] {
  const ports = release.ports
    .filter(({ role, from }) => role === "master" && from.includes("media") && !from.includes("world"))
    .flatMap(({ ports: written, protocol }) => parsePorts(written, protocol) ?? []);
  const found = reading.peers
    .filter(({ port, address }) => {
      const used = ports.some(
        ({ first, last, protocol }) => protocol === "tcp" && first <= port && port <= last,
      );
      return used && addressKind(address) === "private" && !masters.includes(address);
    })
    .map(({ address }) => address);
  return [...new Set(found)].sort();
}

/** A running cluster as far as its nodes could be asked. */
export interface RunningCluster {
  /** The master that was asked first. */
  readonly installation: Installation;
  readonly masters: readonly FoundNode[];
  readonly media: readonly FoundNode[];
  readonly ssh?: NonNullable<Draft["ssh"]>;
  /** What was asked, as `ubuntu@203.0.113.11`. */
  readonly origin: string;
  readonly remarks: readonly Remark[];
}

/** The manifest of a running cluster. */
export function importInstallation(running: RunningCluster, name?: string): ImportedCluster {
  const { installation, masters, media, ssh, origin, remarks } = running;
  const secrets = new Map<string, string>();
  const values = new Map<string, string | readonly string[]>();
  for (const [key, value] of installation.parameters) {
    if (key.includes("[")) continue;
    if (key === "license" || schemaAt(key.split("."))?.secret === true) {
      secrets.set(key, value);
      values.set(key, `\${secret:${key}}`);
    } else {
      values.set(key, key === "modules" ? value.split(",").map((word) => word.trim()) : value);
    }
  }
  const broken = breakingNames(secrets);
  // Only Let's Encrypt has an e-mail address.
  if (values.has("certificate.email")) values.set("certificate.type", "letsencrypt");
  const domain = installation.parameters.get("domain");
  const called = name ?? nameFromDomain(domain);
  const found = {
    name: called,
    release: installation.version,
    values,
    masters,
    media,
    external: false,
    ...(ssh === undefined ? {} : { ssh }),
  };
  return {
    name: called,
    domain,
    text: importedText(found, origin, [...remarks, ...broken]),
    secrets,
    untold: [],
    files: new Map(),
  };
}

/** Values that the cluster runs with, and that no further node can be installed with. */
function breakingNames(secrets: ReadonlyMap<string, string>): Remark[] {
  const names = [...secrets].flatMap(([name, value]) =>
    breakingCharacter(value) === undefined ? [] : [name.replace("credentials.", "")],
  );
  if (names.length === 0) return [];
  const text = `The official scripts break the values of ${listWords(names, "and")} at one of their characters: no further node can be installed with them. Change them in OpenVidu to letters and digits.`;
  return [{ path: ["credentials"], text }];
}
