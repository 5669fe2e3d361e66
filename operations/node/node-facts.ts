import type { FirewallKind } from "./firewall/firewall-program";

/** Something that listens on a node. */
export interface Listener {
  readonly protocol: "tcp" | "udp";
  readonly address: string;
  readonly port: number;
  /** The program, where the kernel tells. */
  readonly process?: string;
}

/** A container as Docker tells. */
export interface ContainerFact {
  readonly name: string;
  /** Docker's word: `running`, `restarting`, `exited` … */
  readonly state: string;
  readonly restarts: number;
  /** ISO 8601. */
  readonly startedAt?: string;
  /** Milliseconds since 1970, by the node's own clock. */
  readonly startedMilliseconds?: number;
}

/** Space of a file system, in bytes. */
export interface DiskSpace {
  readonly path: string;
  readonly size: number;
  readonly free: number;
}

/** What the state file and systemd say of the installation job that this program started. */
export interface InstallJobFacts {
  /** Its unit is active: the installation goes on. */
  readonly running: boolean;
  /** Its output is still there: nobody has read its end yet. */
  readonly unread: boolean;
  /** The last thing that is known of it. */
  readonly last?: {
    readonly kind: "started" | "exited" | "succeeded" | "failed";
    /** With `exited`: its exit status. */
    readonly status?: number;
    /** Seconds since 1970, by the node's clock. */
    readonly time: number;
  };
}

/** What changes while a node starts; a part of the facts that can be asked for alone. */
export interface NodeLook {
  /** Milliseconds since 1970, by the node's clock. */
  readonly time: number;
  /** systemd's word for the unit: `active`, `activating`, `inactive`, `failed` … */
  readonly unitState: string;
  /** When the unit became active; milliseconds since 1970, by the node's clock. */
  readonly unitSince?: number;
  readonly containers: readonly ContainerFact[];
  readonly listeners: readonly Listener[];
  /** HTTP status of the health check; 0 where nothing answers, absent where it was not asked. */
  readonly healthStatus?: number;
}

/** The firewall programs that are installed, and those of them that filter now. nftables itself is never "active". */
export interface FirewallFacts {
  readonly programs: readonly FirewallKind[];
  readonly active: readonly ("ufw" | "firewalld")[];
}

/** What a node says of itself, in one round trip. What it does not say is absent. */
export interface NodeFacts extends NodeLook {
  readonly hostName?: string;
  readonly machineId?: string;
  readonly bootId?: string;
  readonly operatingSystem?: string;
  readonly architecture?: string;
  readonly processors?: number;
  /** Bytes. */
  readonly memory?: number;
  readonly disks: readonly DiskSpace[];
  readonly addresses: readonly string[];
  readonly systemd: boolean;
  readonly curl: boolean;
  /** The Docker client's version, where it is installed. */
  readonly docker?: string;
  /** The unit's file is there. */
  readonly unitInstalled: boolean;
  /** The unit starts at boot. */
  readonly unitEnabled: boolean;
  /** The installation's folder is there. */
  readonly directory: boolean;
  /** From deployment-info.yaml. */
  readonly deployment?: {
    readonly version?: string;
    readonly environment?: string;
    /** Seconds since 1970: when the file was last written. */
    readonly time: number;
  };
  /** What the node's parameter files say, by key: only what the manifest holds in plain words, no secrets. */
  readonly parameters: ReadonlyMap<string, string>;
  /** The folder for own certificates holds a file; false too where no document names such a folder. */
  readonly ownCertificate: boolean;
  readonly job: InstallJobFacts;
  readonly firewall: FirewallFacts;
}
