import type { Cluster, ClusterNode } from "../cluster";
import { downloadLines } from "./download-lines";
import {
  nodeArguments,
  roleArguments,
  type ArgumentText,
  type InstallerArgument,
  type ValueKey,
} from "./installer-arguments";
import { shellQuote } from "./shell-quote";

/**
 * The bash script that installs OpenVidu on the node, to be run as root.
 * It holds secrets, since the official installer takes them as arguments of its own: give it to the node on
 * stdin only, into a file that only root can read, and remove it afterwards.
 *
 * @param values what `neededValues` asks for, by key; throws where one that an argument needs is missing
 */
export function installScript(
  cluster: Cluster,
  node: ClusterNode,
  values: ReadonlyMap<ValueKey, string>,
): string {
  const words = [...roleArguments(cluster, node.role), ...nodeArguments(cluster, node)].map((argument) =>
    argumentWord(argument, values),
  );
  const extra = cluster.installer.arguments[node.role].map(shellQuote);
  return [
    "set -eu",
    ...downloadLines(cluster, node.role),
    ['sh "$work/install.sh"', ...words, ...extra].join(" \\\n  "),
    "",
  ].join("\n");
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
