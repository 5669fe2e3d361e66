import type { ArgumentFact, NodeRole, ReleaseFacts } from "./generated/release-facts";
import type { Path } from "./source-range";

export type { NodeRole };

/** Where a secret's value comes from: written down, or referred to by `${secret:…}`, `${env:…}`, `${file:…}`. */
export type SecretSource =
  | { readonly kind: "literal"; readonly value: string }
  | { readonly kind: "secret" | "env" | "file"; readonly name: string };

/** How to reach a node over ssh: the manifest's defaults and the node's own settings, merged. */
export interface SshSettings {
  readonly host: string;
  /** Absent: what the user's ssh configuration says, else 22. */
  readonly port?: number;
  readonly user?: string;
  /** As written: relative to the manifest, absolute, or `~/…`. */
  readonly identityFile?: string;
  readonly jumpHosts: readonly string[];
  readonly sudoPassword?: SecretSource;
  /** A pinned fingerprint, `SHA256:…`. */
  readonly hostKey?: string;
}

/** Something else that listens on a node. Ports are inclusive. */
export interface OtherService {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly protocol: "tcp" | "udp";
}

export interface ClusterNode {
  readonly name: string;
  readonly role: NodeRole;
  /** Position in its list, from 0. */
  readonly index: number;
  readonly privateIp: string;
  readonly publicIp?: string;
  /** Media nodes only; false on masters. */
  readonly forcePublicIp: boolean;
  readonly ssh: SshSettings;
  readonly otherServices: readonly OtherService[];
  /** Where the node stands in the manifest. */
  readonly path: Path;
}

export type CertificateType = "selfsigned" | "letsencrypt" | "zerossl" | "owncert";

export interface Certificate {
  readonly type: CertificateType;
  readonly email?: string;
  readonly apiKey?: SecretSource;
  /** PEM files as written: relative to the manifest, absolute, or `~/…`. */
  readonly privateKey?: string;
  readonly publicKey?: string;
  readonly turnPrivateKey?: string;
  readonly turnPublicKey?: string;
}

export interface Ingress {
  readonly rtmp: boolean;
  readonly whip: boolean;
  readonly webrtcOverTcp: boolean;
  readonly publicMinio: boolean;
}

/** What decides which ports, arguments and containers a node has, apart from its role. */
export interface Features {
  readonly modules: readonly string[];
  readonly ingress: Ingress;
  readonly loadBalancing: "dns" | "external";
  readonly rtcEngine: "pion" | "mediasoup";
  readonly certificateType?: CertificateType;
  readonly turnDomain: boolean;
  readonly turnCertificate: boolean;
}

export interface InstallerSettings {
  readonly baseUrl: string;
  readonly sha256: { readonly master?: string; readonly media?: string };
  readonly environment: Readonly<Record<string, string>>;
  readonly arguments: { readonly master: readonly string[]; readonly media: readonly string[] };
}

/** A whole, valid cluster: defaults filled in, the release looked up. */
export interface Cluster {
  readonly name: string;
  /** As written: `3.8.0` or `latest`. It stands in the installer's URL. */
  readonly releaseName: string;
  /** The catalogue's facts in force. */
  readonly release: ReleaseFacts;
  readonly domain: string;
  readonly turnDomain?: string;
  readonly features: Features;
  readonly certificate?: Certificate;
  readonly license: SecretSource;
  /** By camelCase credential key; only those that the manifest gives. */
  readonly credentials: Readonly<Record<string, SecretSource>>;
  readonly installer: InstallerSettings;
  readonly firewall: "none" | "ufw" | "firewalld" | "nftables";
  readonly masters: readonly ClusterNode[];
  readonly media: readonly ClusterNode[];
  /** Masters first, then media nodes. */
  readonly nodes: readonly ClusterNode[];
}

export type { ArgumentFact, ReleaseFacts };
