import type { Cluster, ClusterNode, NodeRole } from "../cluster";
import { argumentNotes } from "./argument-notes";
import { downloadLines } from "./download-lines";
import { CERTIFICATE_VARIABLES, certificateVariables } from "./install-sections";
import { nodeArguments, roleArguments, type InstallerArgument, type ValueKey } from "./installer-arguments";
import { neededValues } from "./needed-values";
import { secretVariable } from "./secret-variable";
import { shellQuote } from "./shell-quote";

/** The file names of the scripts, by role. */
export const ROLE_SCRIPTS: Readonly<Record<NodeRole, string>> = {
  master: "install-master-node.sh",
  media: "install-media-node.sh",
};

/**
 * A bash script that installs OpenVidu on any node of the role, to be copied there and run as root.
 * It prints no secret. Values that are not in `known` it takes from the environment or asks for, without showing them.
 *
 * @param known the values that the script shall hold
 */
export function roleScript(cluster: Cluster, role: NodeRole, known: ReadonlyMap<ValueKey, string>): string {
  const nodes = role === "master" ? cluster.masters : cluster.media;
  const shared = roleArguments(cluster, role);
  const variables = variablesOf(cluster);
  const asked = shared.flatMap(({ value }) => {
    const variable =
      value?.kind === "looked-up" && !known.has(value.key) ? variables.get(value.key) : undefined;
    return value?.kind === "looked-up" && variable !== undefined ? [{ key: value.key, variable }] : [];
  });
  const words = shared.map((argument) => argumentWord(argument, known, variables));
  const extra = cluster.installer.arguments[role].map(shellQuote);
  const files = certificateVariables(cluster, shared);
  return [
    "#!/bin/bash",
    `# Installs OpenVidu ${cluster.releaseName} on ${role === "master" ? "a master node" : "a media node"} of the cluster '${cluster.name}': ${nodes.map(({ name }) => name).join(", ")}.`,
    `# Run it as root on ${role === "master" ? "each of the four master nodes" : "each media node"}; README.md tells the rest.`,
    ...argumentNotes(cluster, role).map((note) => `# ${note}`),
    "set -euo pipefail",
    "",
    'if [ "$(id -u)" -ne 0 ]; then echo "Run this as root." >&2; exit 1; fi',
    ...nodeLines(cluster, nodes),
    ...(asked.length === 0 ? [] : askLines(asked)),
    ...(files.length === 0 ? [] : ['cd -- "$(dirname -- "$0")"', ...files]),
    ...downloadLines(cluster, role),
    ['sh "$work/install.sh"', ...words, '"$@"', ...extra].join(" \\\n  "),
    "",
  ].join("\n");
}

/** Lines that make the node's own arguments the script's arguments. */
function nodeLines(cluster: Cluster, nodes: readonly ClusterNode[]): string[] {
  const own = nodes.map((node) => ({
    name: node.name,
    words: nodeArguments(cluster, node).map((argument) => argumentWord(argument, new Map(), new Map())),
  }));
  if (own.every(({ words }) => words.length === 0)) return ["set --", ""];
  return [
    'case "${1-}" in',
    ...own.map(({ name, words }) => `${shellQuote(name)}) set -- ${words.join(" ")} ;;`),
    `*) echo "usage: $0 NODE, where NODE is one of:" ${own.map(({ name }) => shellQuote(name)).join(" ")} >&2; exit 2 ;;`,
    "esac",
    "",
  ];
}

/** Lines that fill a shell variable for each key, from the environment or by asking. Nothing is shown. */
function askLines(asked: readonly { readonly key: ValueKey; readonly variable: string }[]): string[] {
  return [
    "# Fills the variable $1 unless the environment has it; $2 is what it is for.",
    "ask() {",
    '  local value="${!1-}"',
    '  if [ -z "$value" ] && [ -t 0 ]; then',
    '    read -rs -p "$2: " value',
    "    echo >&2",
    "  fi",
    '  if [ -z "$value" ]; then echo "There is no value for $2. Set the environment variable $1." >&2; exit 1; fi',
    '  export -n "$1"',
    '  printf -v "$1" %s "$value"',
    "}",
    ...asked.map(({ key, variable }) => `ask ${variable} ${shellQuote(key.replace(/^credentials\./, ""))}`),
    "",
  ];
}

/** The environment variable of each value that is no file: the one that the manifest names, else that of its name in the store. */
function variablesOf(cluster: Cluster): ReadonlyMap<ValueKey, string> {
  return new Map(
    neededValues(cluster).flatMap(({ key, source, file }) => {
      if (file !== undefined) return [];
      if (source?.kind === "env") return [[key, source.name] as const];
      return [[key, secretVariable(source?.kind === "secret" ? source.name : key)] as const];
    }),
  );
}

function argumentWord(
  { name, value }: InstallerArgument,
  known: ReadonlyMap<ValueKey, string>,
  variables: ReadonlyMap<ValueKey, string>,
): string {
  if (value === undefined) return name;
  if (value.kind === "text") return `${name}=${shellQuote(value.text)}`;
  const text = known.get(value.key);
  if (text !== undefined) return `${name}=${shellQuote(text)}`;
  return `${name}="$${CERTIFICATE_VARIABLES[value.key] ?? variables.get(value.key) ?? ""}"`;
}
