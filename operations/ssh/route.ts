import { isAbsolute, join, resolve } from "node:path";
import type { SshSettings } from "../../cluster/cluster";
import type { ErrorReport } from "../events";
import { OperationError } from "../operation-error";
import { parseJumpHost } from "./jump-host";
import type { UserSshConfig } from "./user-ssh-config";
import { sshPortOf } from "./with-ssh-ports";

/** One machine on the way to a node; the last is the node itself. */
export interface Hop {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** On the way only. */
  readonly jumpHost: boolean;
  /** Private keys to try, absolute. `chosen`: somebody named them; the usual ones may be missing. */
  readonly identityFiles: readonly { readonly path: string; readonly chosen: boolean }[];
  readonly hostKey?: string;
  readonly knownHostsFiles: readonly string[];
}

export interface RouteWorld {
  /** Folder of the manifest, absolute. */
  readonly directory: string;
  readonly homeDirectory: string;
  readonly userName: string;
  readonly knownHostsFiles: readonly string[];
  readonly config: UserSshConfig;
}

const USUAL_KEYS = ["id_ed25519", "id_ecdsa", "id_rsa"];
/** A jump host that jumps through itself would never end. */
const MOST_HOPS = 8;

/** `user@host:port`, as messages name a machine. */
export function formatHop(hop: Hop): string {
  return `${hop.user}@${hop.host.includes(":") ? `[${hop.host}]` : hop.host}:${String(hop.port)}`;
}

/**
 * What is attempted on a machine, for a report. A jump host is named, since several nodes are behind it;
 * the node's own address stands apart, so that one cause on several nodes has the same words.
 */
export function attemptOn(hop: Hop): Pick<ErrorReport, "attempted" | "machine"> {
  const machine = formatHop(hop);
  return { attempted: hop.jumpHost ? `connect to the jump host ${machine}` : "connect over ssh", machine };
}

/**
 * The machines to pass on the way to a node, from the manifest's settings and, where these are silent, the user's ssh configuration.
 * Where nothing is said of a jump host, it is logged in to as the node is.
 */
export function routeTo(ssh: SshSettings, world: RouteWorld): Hop[] {
  const own = world.config(ssh.host);
  const target = hopTo(ssh.host, ssh, world);
  const jumps = ssh.jumpHosts.length > 0 ? ssh.jumpHosts : (own.proxyJump?.split(",") ?? []);
  if (jumps.length === 0 && own.proxyCommand !== undefined) throw proxyCommand(ssh.host);
  const route = [...jumpHops(jumps, ssh, world, MOST_HOPS), target];
  if (route.length > MOST_HOPS) throw tooManyJumps(ssh.host);
  return route;
}

function jumpHops(
  jumps: readonly string[],
  { user: nodeUser, identityFile }: Pick<SshSettings, "user" | "identityFile">,
  world: RouteWorld,
  left: number,
): Hop[] {
  if (left === 0) throw tooManyJumps(jumps.join(", "));
  return jumps.flatMap((written, index) => {
    const { user, host, port } = parseJumpHost(written);
    const own = world.config(host);
    // Only the first jump host may itself be behind others: the rest is reached through it.
    const before = index === 0 ? (own.proxyJump?.split(",") ?? []) : [];
    const as = user ?? own.user ?? nodeUser;
    const settings = {
      ...(as === undefined ? {} : { user: as }),
      ...(port === undefined ? {} : { port }),
      ...(identityFile === undefined || own.identityFiles.length > 0 ? {} : { identityFile }),
    };
    const further = before.length === 0 ? [] : jumpHops(before, { ...settings }, world, left - 1);
    return [...further, hopTo(host, { ...settings, jumpHost: true }, world)];
  });
}

interface HopSettings {
  readonly jumpHost?: true;
  readonly port?: number;
  readonly user?: string;
  readonly identityFile?: string;
  readonly hostKey?: string;
}

function hopTo(name: string, settings: HopSettings, world: RouteWorld): Hop {
  const own = world.config(name);
  return {
    host: own.hostName ?? name,
    port: sshPortOf({ host: name, ...settings }, world.config),
    user: settings.user ?? own.user ?? world.userName,
    jumpHost: settings.jumpHost ?? false,
    identityFiles: identityFiles(settings.identityFile, own.identityFiles, world),
    ...(settings.hostKey === undefined ? {} : { hostKey: settings.hostKey }),
    knownHostsFiles: [
      ...world.knownHostsFiles,
      ...own.knownHostsFiles.map((file) => absolutePath(file, join(world.homeDirectory, ".ssh"), world)),
    ],
  };
}

function identityFiles(
  written: string | undefined,
  configured: readonly string[],
  world: RouteWorld,
): { path: string; chosen: boolean }[] {
  if (written !== undefined) return [{ path: absolutePath(written, world.directory, world), chosen: true }];
  const sshFolder = join(world.homeDirectory, ".ssh");
  if (configured.length > 0) {
    return configured.map((file) => ({ path: absolutePath(file, sshFolder, world), chosen: true }));
  }
  return USUAL_KEYS.map((name) => ({ path: join(sshFolder, name), chosen: false }));
}

/** A path as people write it (`~/…`, absolute, or relative to `base`) made absolute. */
export function absolutePath(
  written: string,
  base: string,
  world: Pick<RouteWorld, "homeDirectory">,
): string {
  if (written === "~") return world.homeDirectory;
  if (written.startsWith("~/")) return join(world.homeDirectory, written.slice(2));
  return isAbsolute(written) ? written : resolve(base, written.replace(/^%d(?=\/)/, world.homeDirectory));
}

function proxyCommand(host: string): OperationError {
  return new OperationError({
    attempted: `find the way to ${host}`,
    cause: "Your ssh configuration reaches it by ProxyCommand, which is not supported.",
    suggestion:
      "Name the machine in between as ssh.jumpHost in the manifest, or as ProxyJump in your ssh configuration.",
    code: "proxy-command",
  });
}

function tooManyJumps(host: string): OperationError {
  return new OperationError({
    attempted: `find the way to ${host}`,
    cause: `More than ${String(MOST_HOPS)} machines are in between; the jump hosts seem to go round in a circle.`,
    suggestion: "Look at ssh.jumpHost in the manifest and at ProxyJump in your ssh configuration.",
    code: "jump-host-circle",
  });
}
