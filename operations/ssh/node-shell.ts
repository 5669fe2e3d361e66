import type { ClusterNode } from "../../cluster/cluster";
import type { ActionContext } from "../action-context";
import { resolveSource } from "../secrets/resolve-source";
import type { Redactor } from "../secrets/redactor";
import { connect } from "./connect";
import { readUserSshConfig } from "./read-user-ssh-config";
import type { Elevation } from "./root-command";
import { routeTo } from "./route";
import { SshRootShell } from "./ssh-root-shell";

/** What of an action's context a connection needs. */
export type ShellWorld = Pick<
  ActionContext,
  "runtime" | "directory" | "knownHostsFiles" | "signal" | "secrets"
>;

/**
 * A root shell on a node of the cluster, not connected yet.
 *
 * @param timeout milliseconds for each connection
 * @throws OperationError where the way to the node or sudo's password cannot be found
 */
export async function nodeShell(
  node: Pick<ClusterNode, "ssh">,
  context: ShellWorld,
  redactor: Redactor,
  timeout: number,
): Promise<SshRootShell> {
  const { runtime, directory, knownHostsFiles, signal } = context;
  const { homeDirectory, userName } = runtime;
  const config = await readUserSshConfig(runtime);
  const route = routeTo(node.ssh, { directory, homeDirectory, userName, knownHostsFiles, config });
  const user = route.at(-1)?.user ?? userName;
  const elevation = await elevationFor(node, user, context, redactor);
  return new SshRootShell({ user, elevation, connect: () => connect(route, { runtime, timeout, signal }) });
}

async function elevationFor(
  node: Pick<ClusterNode, "ssh">,
  user: string,
  context: ShellWorld,
  redactor: Redactor,
): Promise<Elevation> {
  if (user === "root") return { kind: "none" };
  const source = node.ssh.sudoPassword;
  if (source === undefined) return { kind: "sudo" };
  const password = (await resolveSource(source, "the password for sudo", context)).reveal();
  redactor.add(password);
  return { kind: "sudo-password", password };
}
