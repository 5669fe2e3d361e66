import type { RuleSet } from "../../../cluster/firewall/firewall-rules";
import type { FirewallProgram } from "./firewall-program";
import { writeFile } from "./files";

/** On tmpfs, for root only: what the node needs to put the former firewall back. Gone once the new one is proved. */
const STATE = "/run/openvidu-cluster-firewall";
/** The transient timer and service that put it back. */
const ROLLBACK = "openvidu-cluster-firewall-rollback";

const BEGIN = `umask 077
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
state=${STATE}`;

/** The bash script that ends with 0 where exactly these rules hold, and else prints what differs. It changes nothing. */
export function inForceScript(program: FirewallProgram, set: RuleSet): string {
  return `${BEGIN}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
${program.inForce(set)}
exit 0`;
}

/**
 * The bash script that makes the rules hold. The node puts the former ones back by itself after a while,
 * whatever becomes of this connection, unless `confirmScript` has run by then.
 *
 * @param patience milliseconds until the node does so
 */
export function changeScript(program: FirewallProgram, set: RuleSet, patience: number): string {
  return `set -eu
${BEGIN}
# A change that nobody has confirmed must not be taken for the former state.
if [ -d "$state" ]; then
  systemctl stop ${ROLLBACK}.timer 2>/dev/null || true
  bash "$state/rollback" >/dev/null 2>&1 || true
fi
rm -rf "$state"
mkdir -p "$state"
${program.save}
${writeFile('"$state/rollback"', rollback(program))}
${writeFile('"$state/load"', program.load(set))}
systemctl reset-failed ${ROLLBACK}.service ${ROLLBACK}.timer 2>/dev/null || true
systemd-run --quiet --collect --unit=${ROLLBACK} --description='Puts the former firewall back' \\
  --on-active=${String(Math.ceil(patience / 1000))}s --timer-property=AccuracySec=100ms \\
  /bin/bash ${STATE}/rollback
status=0
bash "$state/load" || status=$?
[ "$status" = 0 ] && exit 0
systemctl stop ${ROLLBACK}.timer
bash "$state/rollback" >/dev/null 2>&1
exit "$status"`;
}

/** Only one of this and the confirmation comes to pass: whoever makes the folder first. */
function rollback(program: FirewallProgram): string {
  return `${BEGIN}
mkdir "$state/decided" || exit 0
${program.restore}
rm -rf "$state"
`;
}

/** The bash script that keeps the new rules. Ends with 3 where the node has put the former ones back already. */
export const CONFIRM_SCRIPT = `${BEGIN}
mkdir "$state/decided" 2>/dev/null || exit 3
systemctl stop ${ROLLBACK}.timer
rm -rf "$state"
exit 0`;

/** The bash script that puts the former rules back at once. */
export const ROLLBACK_SCRIPT = `${BEGIN}
[ -d "$state" ] || exit 0
systemctl stop ${ROLLBACK}.timer 2>/dev/null
bash "$state/rollback" >/dev/null 2>&1
exit 0`;

/** The bash script that ends with 0 where no change waits for its proof. */
export const SETTLED_SCRIPT = `[ ! -d ${STATE} ]`;
