import type { Cluster, ClusterNode } from "../cluster";
import {
  nodeArguments,
  roleArguments,
  type ArgumentText,
  type InstallerArgument,
  type ValueKey,
} from "./installer-arguments";
import { installerUrl } from "./installer-url";
import { shellQuote } from "./shell-quote";

/** Exit codes of the script for what goes wrong before the official script runs. */
export const DOWNLOAD_FAILED = 90;
export const DOWNLOAD_EMPTY = 91;
export const CHECKSUM_DIFFERS = 92;

/**
 * The bash script that installs OpenVidu on the node, to be run as root.
 * It holds secrets, since the official installer takes them as arguments of its own: give it to the node on
 * stdin only, into a file that only root can read, and remove it afterwards.
 * The official script is downloaded to a file instead of `sh <(curl …)`: an empty download would end with success there.
 *
 * @param values what `neededValues` asks for, by key; throws where one that an argument needs is missing
 */
export function installScript(
  cluster: Cluster,
  node: ClusterNode,
  values: ReadonlyMap<ValueKey, string>,
): string {
  const url = shellQuote(installerUrl(cluster, node.role));
  const sha256 = cluster.installer.sha256[node.role];
  const words = [...roleArguments(cluster, node.role), ...nodeArguments(cluster, node)].map((argument) =>
    argumentWord(argument, values),
  );
  const extra = cluster.installer.arguments[node.role].map(shellQuote);
  return [
    "set -eu",
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
    ['sh "$work/install.sh"', ...words, ...extra].join(" \\\n  "),
    "",
  ].join("\n");
}

function checksumLines(sha256: string): string[] {
  return [
    `if ! printf '%s  %s\\n' ${shellQuote(sha256)} "$work/install.sh" | sha256sum --check --status; then`,
    `  echo ${shellQuote("The installation script is not the one that installer.sha256 names.")} >&2; exit ${String(CHECKSUM_DIFFERS)}`,
    "fi",
  ];
}

function argumentWord({ name, value }: InstallerArgument, values: ReadonlyMap<ValueKey, string>): string {
  return value === undefined ? name : `${name}=${shellQuote(textOf(value, values))}`;
}

function textOf(value: ArgumentText, values: ReadonlyMap<ValueKey, string>): string {
  if (value.kind === "text") return value.text;
  const found = values.get(value.key);
  if (found === undefined) throw new Error(`No value for '${value.key}' was handed in.`);
  return found;
}
