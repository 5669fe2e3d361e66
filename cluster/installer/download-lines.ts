import type { Cluster, NodeRole } from "../cluster";
import { installerUrl } from "./installer-url";
import { shellQuote } from "./shell-quote";

/** Exit codes of a script for what goes wrong before the official script runs. */
export const DOWNLOAD_FAILED = 90;
export const DOWNLOAD_EMPTY = 91;
export const CHECKSUM_DIFFERS = 92;

/**
 * Lines of a bash script that put the official script of the role into `$work/install.sh` and set its environment.
 * It is downloaded to a file instead of `sh <(curl …)`: an empty download would end with success there.
 */
export function downloadLines(cluster: Cluster, role: NodeRole): string[] {
  const url = shellQuote(installerUrl(cluster, role));
  const sha256 = cluster.installer.sha256[role];
  return [
    "umask 077",
    "work=$(mktemp -d)",
    `trap 'rm -rf -- "$work"' EXIT`,
    ...Object.entries(cluster.installer.environment).map(
      ([name, value]) => `export ${name}=${shellQuote(value)}`,
    ),
    `if ! curl -fsSL --retry 5 --retry-connrefused --connect-timeout 20 --max-time 300 -o "$work/install.sh" ${url}; then`,
    `  echo ${shellQuote("The installation script could not be downloaded from")} ${url} >&2; exit ${String(DOWNLOAD_FAILED)}`,
    "fi",
    'if ! [ -s "$work/install.sh" ]; then',
    `  echo ${shellQuote("The download is empty:")} ${url} >&2; exit ${String(DOWNLOAD_EMPTY)}`,
    "fi",
    ...(sha256 === undefined ? [] : checksumLines(sha256)),
    "umask 022",
  ];
}

function checksumLines(sha256: string): string[] {
  return [
    `if ! printf '%s  %s\\n' ${shellQuote(sha256)} "$work/install.sh" | sha256sum --check --status; then`,
    `  echo ${shellQuote("The installation script is not the one that installer.sha256 names.")} >&2; exit ${String(CHECKSUM_DIFFERS)}`,
    "fi",
  ];
}
