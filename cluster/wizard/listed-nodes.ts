import type { NodeRole } from "../cluster";
import { parseNodeList, type ListedNode } from "./node-list";
import { textOf, type Answers, type WizardWorld } from "./question";

/** Question ids of the two lists that make the nodes of a role. */
export const LISTS = {
  master: { nodes: "masterNodes", publicIps: "masterPublicIps" },
  media: { nodes: "mediaNodes", publicIps: "mediaPublicIps" },
} as const satisfies Readonly<Record<NodeRole, object>>;

/** A machine with the name that it gets where the list gives none. */
export type NamedNode = ListedNode & { readonly name: string };

/** The role's machines as they are answered so far; none where the list cannot be read. */
export function listedNodes(answers: Answers, role: NodeRole, world: WizardWorld): NamedNode[] {
  const list = parseNodeList(textOf(answers, LISTS[role].nodes), world.hosts);
  if (list.kind === "problem") return [];
  const further = parseNodeList(textOf(answers, LISTS[role].publicIps));
  const publicIps = further.kind === "problem" ? [] : further.nodes.flatMap(({ publicIp }) => publicIp ?? []);
  return list.nodes.map((node, index) => {
    const publicIp = node.publicIp ?? publicIps.shift();
    return {
      ...node,
      name: node.name ?? `${role}-${String(index + 1)}`,
      ...(publicIp === undefined ? {} : { publicIp }),
    };
  });
}

/** The names of the role's machines whose public address the list of machines does not give. */
export function withoutPublicIp(answers: Answers, role: NodeRole, world: WizardWorld): string[] {
  const before = { ...answers, [LISTS[role].publicIps]: "" };
  return listedNodes(before, role, world).flatMap(({ name, publicIp }) =>
    publicIp === undefined ? [name] : [],
  );
}

/** The hosts of an answer that separates them by commas. */
export function jumpHostsOf(answer: string): string[] {
  return answer === "" ? [] : answer.split(",").map((host) => host.trim());
}
