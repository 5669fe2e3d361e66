import { join } from "node:path";
import type { ClusterNode } from "../../cluster/cluster";
import type { ActionContext } from "../action-context";
import { OperationError } from "../operation-error";
import { resolveSource } from "../secrets/resolve-source";
import type { Redactor } from "../secrets/redactor";
import { connect } from "./connect";
import type { Elevation } from "./root-command";
import { routeTo } from "./route";
import { SshRootShell } from "./ssh-root-shell";
import { parseUserSshConfig, type UserSshConfig } from "./user-ssh-config";

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
  const config = await userSshConfig(context);
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

async function userSshConfig({ runtime }: ShellWorld): Promise<UserSshConfig> {
  const path = join(runtime.homeDirectory, ".ssh", "config");
  let text = "";
  try {
    text = (await runtime.readFile(path)).toString("utf8");
  } catch (error) {
    // Most people have none.
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw unusable(path, error);
  }
  try {
    return parseUserSshConfig(text);
  } catch (error) {
    throw unusable(path, error);
  }
}

function unusable(path: string, cause: unknown): OperationError {
  return new OperationError(
    {
      attempted: "read your ssh configuration",
      cause: `${path} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}.`,
      suggestion: "Correct it; the ssh command must be able to read it too.",
      code: "ssh-config-unusable",
    },
    { cause },
  );
}
