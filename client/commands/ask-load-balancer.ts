import * as vscode from "vscode";
import type { Cluster } from "../../cluster/cluster";
import { checkedAddress, NotAnAddress } from "../../cluster/firewall/checked-address";
import type { Scope } from "../../cluster/firewall/formats";

/**
 * Asks for the load balancer's addresses, which no key of a manifest tells, where the rules need them.
 * Empty: not known. Undefined: the user gave up.
 */
export async function askForLoadBalancer(
  title: string,
  cluster: Cluster,
  scope: Scope,
): Promise<string[] | undefined> {
  if (!needsThem(cluster, scope)) return [];
  const answer = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t(
      "Addresses or networks of the load balancer, separated by commas. Left empty, its ports are open to everybody.",
    ),
    placeHolder: "10.9.0.4, 10.9.1.0/24",
    ignoreFocusOut: true,
    validateInput: problemOf,
  });
  return answer === undefined ? undefined : words(answer);
}

function needsThem({ features, release }: Cluster, scope: Scope): boolean {
  const masters =
    scope.kind === "cluster" || (scope.kind === "role" ? scope.role : scope.node.role) === "master";
  const listed = release.ports.some(({ from }) => from.includes("loadBalancer"));
  return masters && listed && features.loadBalancing === "external";
}

function words(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== "");
}

function problemOf(text: string): string | undefined {
  try {
    words(text).forEach(checkedAddress);
    return undefined;
  } catch (error) {
    if (error instanceof NotAnAddress) return error.message;
    throw error;
  }
}
