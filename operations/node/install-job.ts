import { shellQuote } from "../../cluster/installer/shell-quote";
import { OperationError } from "../operation-error";
import type { RootShell } from "../ssh/root-shell";
import {
  INSTALL_FOLDER,
  INSTALL_OUTPUT,
  INSTALL_SCRIPT,
  INSTALL_STATE,
  INSTALL_UNIT,
  INSTALL_WRAPPER,
  STATE_FOLDER,
} from "./install-job-files";

/** What the job's unit runs: its own process group and no terminal, so that no dropped connection can end it. */
const WRAPPER = `#!/bin/bash
cd /
bash ${INSTALL_SCRIPT} >>${INSTALL_OUTPUT} 2>&1 </dev/null
status=$?
rm -f ${INSTALL_SCRIPT}
echo "exited $status $(date +%s)" >${INSTALL_STATE}.new
mv ${INSTALL_STATE}.new ${INSTALL_STATE}
exit "$status"
`;

/**
 * The bash script that starts an installation as a transient systemd unit.
 * The installation's script holds secrets: it gets into a file on tmpfs that only root can read, and is removed when the unit ends, however it ends.
 */
export function startJobScript(installScript: string): string {
  return `
set -eu
umask 077
systemctl is-active --quiet ${INSTALL_UNIT} && exit 0
mkdir -p ${INSTALL_FOLDER} ${STATE_FOLDER}
chmod 700 ${INSTALL_FOLDER} ${STATE_FOLDER}
trap 'rm -rf ${INSTALL_FOLDER}' ERR
${writeFile(INSTALL_WRAPPER, WRAPPER)}
${writeFile(INSTALL_SCRIPT, installScript)}
: >${INSTALL_OUTPUT}
echo "started $(date +%s)" >${INSTALL_STATE}
systemctl reset-failed ${INSTALL_UNIT} 2>/dev/null || true
systemd-run --quiet --collect --unit=${INSTALL_UNIT} --setenv=HOME=/root \\
  --description='Installation of OpenVidu, started by OpenVidu Cluster' \\
  --property='ExecStopPost=/bin/rm -f ${INSTALL_SCRIPT}' \\
  /bin/bash ${INSTALL_WRAPPER}
`;
}

/** printf is a part of bash: what it writes is in no process's arguments. */
function writeFile(path: string, content: string): string {
  return `printf %s ${shellQuote(Buffer.from(content).toString("base64"))} | base64 -d >${path}`;
}

/**
 * The bash script that prints the job's output from a byte on, and goes on until the job has ended.
 *
 * @param offset bytes that were read already
 */
export function followJobScript(offset: number): string {
  return `
main=$(systemctl show --property=MainPID --value ${INSTALL_UNIT})
if [ "\${main:-0}" != 0 ]; then tail --pid="$main" --sleep-interval=0.5 -c +${String(offset + 1)} -f ${INSTALL_OUTPUT}
else tail -c +${String(offset + 1)} ${INSTALL_OUTPUT}; fi
`;
}

/** The bash script that tells whether the job still runs, and its exit status. */
export const JOB_STATE_SCRIPT = `
for _ in 1 2 3 4 5 6 7 8 9 10; do
  # The unit takes a moment to end after its process.
  systemctl is-active --quiet ${INSTALL_UNIT} || break
  [ "$(systemctl show --property=MainPID --value ${INSTALL_UNIT})" = 0 ] || break
  sleep 0.2
done
systemctl is-active --quiet ${INSTALL_UNIT} && echo running
cat ${INSTALL_STATE}
`;

/** The bash script that writes down how the installation went and removes everything else that the job left. */
export function concludeJobScript(verdict: "succeeded" | "failed"): string {
  return `
set -eu
umask 077
echo "${verdict} $(date +%s)" >${INSTALL_STATE}.new
mv ${INSTALL_STATE}.new ${INSTALL_STATE}
rm -rf ${INSTALL_FOLDER}
`;
}

/**
 * Starts the installation, unless one runs already.
 *
 * @throws OperationError where the node cannot start it
 */
export async function startJob(shell: RootShell, installScript: string): Promise<void> {
  const result = await shell.run(startJobScript(installScript), { timeout: 60_000 });
  if (result.status === 0) return;
  throw new OperationError({
    attempted: "start the installation",
    cause: `The node could not start it as a systemd unit (exit status ${String(result.status ?? result.signal ?? "none")}).`,
    suggestion:
      "Look whether systemd works on the node and whether /run and /var have space (df -h /run /var).",
    code: "job-not-started",
    output: result.stderr.trim().split("\n").slice(-10),
  });
}
