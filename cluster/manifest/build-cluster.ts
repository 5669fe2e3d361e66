import type {
  Certificate,
  Cluster,
  ClusterNode,
  NodeRole,
  OtherService,
  SecretSource,
  SshSettings,
} from "../cluster";
import type { ReleaseFacts } from "../generated/release-facts";
import { parsePorts } from "../ports/port-range";
import { featuresOf } from "../release/features";
import type { ClusterManifest } from "./draft";
import { readSecret } from "./secret-reference";

type NodeManifest = ClusterManifest["mediaNodes"][number];
type SshManifest = NonNullable<ClusterManifest["ssh"]>;

/**
 * A cluster from a manifest that fits the schema: defaults filled in, node settings merged over the common ones.
 * Throws where a secret's reference cannot be read; the rules have told that before.
 */
export function buildCluster(manifest: ClusterManifest, release: ReleaseFacts): Cluster {
  const masters = manifest.masterNodes.map((node, index) => buildNode(manifest, node, "master", index));
  const media = manifest.mediaNodes.map((node, index) => buildNode(manifest, node, "media", index));
  const certificate = manifest.certificate === undefined ? undefined : buildCertificate(manifest.certificate);
  return {
    name: manifest.name,
    releaseName: manifest.release,
    release,
    domain: manifest.domain,
    ...(manifest.turnDomain === undefined ? {} : { turnDomain: manifest.turnDomain }),
    features: featuresOf(manifest, release),
    ...(certificate === undefined ? {} : { certificate }),
    license: secret(manifest.license),
    credentials: Object.fromEntries(
      Object.entries(manifest.credentials ?? {})
        .filter((entry): entry is [string, string] => typeof entry[1] === "string")
        .map(([key, value]) => [key, secret(value)]),
    ),
    installer: {
      baseUrl: manifest.installer?.baseUrl ?? "http://get.openvidu.io",
      sha256: { ...manifest.installer?.sha256 },
      environment: { ...manifest.installer?.environment },
      arguments: {
        master: manifest.installer?.arguments?.master ?? [],
        media: manifest.installer?.arguments?.media ?? [],
      },
    },
    firewall: manifest.firewall ?? "none",
    masters,
    media,
    nodes: [...masters, ...media],
  };
}

function buildNode(
  manifest: ClusterManifest,
  node: NodeManifest,
  role: NodeRole,
  index: number,
): ClusterNode {
  return {
    name: node.name,
    role,
    index,
    privateIp: node.privateIp,
    ...(node.publicIp === undefined ? {} : { publicIp: node.publicIp }),
    forcePublicIp: role === "media" && (node.forcePublicIp ?? false),
    ssh: buildSsh({ ...manifest.ssh, ...node.ssh }, node.publicIp ?? node.privateIp),
    otherServices: (node.otherServices ?? []).flatMap((service): OtherService[] => {
      const range = parsePorts(service.port, service.protocol ?? "tcp");
      return range === undefined ? [] : [{ name: service.name, ...range }];
    }),
    path: [role === "master" ? "masterNodes" : "mediaNodes", index],
  };
}

function buildSsh(ssh: SshManifest, address: string): SshSettings {
  const { host, port, user, identityFile, jumpHost, sudoPassword, hostKey } = ssh;
  return {
    host: host ?? address,
    jumpHosts: jumpHost === undefined ? [] : typeof jumpHost === "string" ? [jumpHost] : jumpHost,
    ...(port === undefined ? {} : { port }),
    ...(user === undefined ? {} : { user }),
    ...(identityFile === undefined ? {} : { identityFile }),
    ...(sudoPassword === undefined ? {} : { sudoPassword: secret(sudoPassword) }),
    ...(hostKey === undefined ? {} : { hostKey }),
  };
}

function buildCertificate(manifest: NonNullable<ClusterManifest["certificate"]>): Certificate {
  const { apiKey, ...plain } = manifest;
  return apiKey === undefined ? plain : { ...plain, apiKey: secret(apiKey) };
}

function secret(written: string): SecretSource {
  const reading = readSecret(written);
  if (reading.kind === "problem") throw new Error(reading.message);
  return reading.source;
}
