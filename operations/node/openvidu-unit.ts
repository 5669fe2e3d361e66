import type { Cluster } from "../../cluster/cluster";
import { shellQuote } from "../../cluster/installer/shell-quote";
import { OperationError } from "../operation-error";
import type { RootShell, RunOptions } from "../ssh/root-shell";

/** Starting may have to wait for all images; it is not what should end the wait. */
const TIMEOUT = 600_000;

/**
 * Starts OpenVidu on a node and returns when systemd says that it is started, which is not yet that it is well.
 *
 * @throws OperationError with the journal's last lines
 */
export async function startOpenVidu(
  cluster: Cluster,
  shell: RootShell,
  options: Pick<RunOptions, "signal"> = {},
): Promise<void> {
  const unit = shellQuote(`${cluster.release.files.unit}.service`);
  const script = `systemctl start ${unit} && exit 0
status=$?
journalctl --no-pager --quiet --output=cat --lines=15 --unit=${unit}
exit "$status"`;
  const result = await shell.run(script, { timeout: TIMEOUT, ...options });
  if (result.status === 0) return;
  throw new OperationError({
    attempted: "start OpenVidu",
    cause: `systemd could not start it: ${lastLine(result.stderr) ?? "no reason was given"}.`,
    suggestion: `Look at the node's journal: journalctl -u ${cluster.release.files.unit}`,
    code: "start-failed",
    output: result.stdout.trim().split("\n").slice(-15),
  });
}

function lastLine(text: string): string | undefined {
  const last = text.trim().split("\n").at(-1)?.replace(/\.$/, "");
  return last === "" ? undefined : last;
}

/** The last lines of a container's log; empty where there are none. */
export async function containerLog(
  shell: RootShell,
  container: string,
  options: Pick<RunOptions, "signal"> = {},
): Promise<string[]> {
  const script = `timeout 20 docker logs --tail 15 ${shellQuote(container)} 2>&1`;
  const { stdout } = await shell.run(script, { timeout: 30_000, ...options });
  return stdout.trim() === "" ? [] : stdout.trim().split("\n").slice(-15);
}
