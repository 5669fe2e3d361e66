import type { Features, NodeRole, ReleaseFacts } from "../cluster";
import type { Condition } from "../generated/release-facts";
import { listWords } from "../nearest-word";
import { formatPorts, overlap, parsePorts, type PortRange } from "../ports/port-range";
import { applies, binds } from "../release/condition";
import type { Path } from "../source-range";
import type { Claim, DraftNode, NodeContext, Report, Rule } from "./rule";

/** Something that listens on a node, and where the manifest says so. */
interface Listener extends PortRange {
  readonly what: string;
  /** Where it is written; for what is not written, where the node is named. */
  readonly path: Path;
  readonly written: boolean;
}

/** What a listener of a node meets. */
interface Clash {
  readonly listener: Listener;
  readonly label: string;
  readonly role: NodeRole;
  readonly bound: readonly OpenviduListener[];
  readonly others: readonly Listener[];
}

/** The claim of a node that cannot do with the ssh port that all nodes have by default. */
interface DefaultPortClaim extends Claim {
  readonly clash: Clash;
}

/** More other places than this help nobody. */
const MOST_RELATED = 10;

export const portConflicts: Rule = {
  id: "port-conflicts",
  severity: "error",
  protectsFrom:
    "A service that finds its port taken: OpenVidu's container restarts for ever, or the other service is down.",
  fix: "Move the other service to a free port, or to another machine.",
  example: [["port: 9200", "port: 9100"]],
  checkNodes(context) {
    const clashesOf = clashFinder(context);
    return function* (node) {
      // The port in the defaults is one place for many nodes, and told once.
      for (const clash of clashesOf(node)) if (!isDefault(clash.listener)) yield* clashReports([clash]);
    };
  },
  shared: {
    least: 1,
    claims(context) {
      const clashesOf = clashFinder(context);
      return function* (node): Generator<DefaultPortClaim> {
        for (const clash of clashesOf(node)) {
          const { listener } = clash;
          if (isDefault(listener)) yield { key: "default ssh port", path: listener.path, clash };
        }
      };
    },
    clash: (claims) => clashReports(claims.flatMap((claim) => (isDefaultPort(claim) ? [claim.clash] : []))),
  },
};

function isDefaultPort(claim: Claim): claim is DefaultPortClaim {
  return "clash" in claim;
}

function clashFinder(context: NodeContext): (node: DraftNode) => Iterable<Clash> {
  const bound = {
    master: openviduListeners(context, "master"),
    media: openviduListeners(context, "media"),
  };
  return (node) => clashesOf(node, bound[node.role]);
}

function* clashesOf(node: DraftNode, openvidu: readonly OpenviduListener[]): Generator<Clash> {
  const listeners = [...sshListener(node), ...otherListeners(node)];
  for (const listener of listeners) {
    if (!listener.written) continue;
    const bound = openvidu.filter((port) => overlap(listener, port));
    const others = overlapping(listener, listeners);
    if (bound.length > 0 || others.length > 0)
      yield { listener, label: node.label, role: node.role, bound, others };
  }
}

function overlapping(listener: Listener, listeners: readonly Listener[]): Listener[] {
  const found: Listener[] = [];
  for (const other of listeners) {
    if (other !== listener && overlap(listener, other)) found.push(other);
    if (found.length === MOST_RELATED) break;
  }
  return found;
}

/** Both sides are marked; OpenVidu's side is what switches the port on, and only named beside the other. */
function* clashReports(clashes: readonly Clash[]): Generator<Report> {
  const [{ listener }] = clashes as readonly [Clash, ...Clash[]];
  const bound = new Map<string, OpenviduListener>();
  const roles = new Set<NodeRole>();
  const nodes = new Set<string>();
  for (const clash of clashes) {
    for (const hit of clash.bound) bound.set(`${formatPorts(hit)} ${hit.what}`, hit);
    if (clash.bound.length === 0) continue;
    roles.add(clash.role);
    nodes.add(clash.label);
  }
  const hits = [...bound.values()];
  if (hits.length > 0) {
    const ports = listWords([...new Set(hits.map(formatPorts))], "and");
    const what = [...new Set(hits.map((hit) => hit.what))].join("; ");
    const notes = [
      ...new Set(
        hits.flatMap(({ unverified, switchedOff }) => [
          ...(switchedOff === undefined
            ? []
            : [`'ingress.${switchedOff}: false' only keeps its port out of the firewall rules.`]),
          ...(unverified === undefined ? [] : [`Unverified: ${unverified}`]),
        ]),
      ),
    ];
    const where = isDefault(listener) ? `the ${listWords([...roles], "and")} nodes` : [...nodes].join("");
    yield {
      path: listener.path,
      // A fact that no source confirms for this release may be wrong: it warns.
      ...(hits.every(({ doubtful }) => doubtful) ? { severity: "warning" as const } : {}),
      message: [
        `Port conflict on ${where}: ${listener.what} uses ${formatPorts(listener)}, and OpenVidu binds ${ports} there: ${what}.`,
        ...notes,
      ].join(" "),
      related: hits.map((hit) => ({
        path: hit.path,
        part: "key" as const,
        message: `Because of this OpenVidu binds ${formatPorts(hit)}`,
      })),
    };
  }
  const others = clashes
    .flatMap((clash) => clash.others.map((other) => ({ listener: other, label: clash.label })))
    .slice(0, MOST_RELATED);
  const [first] = others;
  if (first === undefined) return;
  const same = first.listener.first === listener.first && first.listener.last === listener.last;
  const ports = `${formatPorts(listener)}${same ? "" : ` (${formatPorts(first.listener)})`}`;
  yield {
    path: listener.path,
    message: `Port conflict on ${first.label}: ${listener.what} and ${first.listener.what} both use ${ports}.`,
    related: others.map((other) => ({
      path: other.listener.path,
      message: `${other.listener.what} uses ${formatPorts(other.listener)}`,
    })),
  };
}

/** Whether the listener is the ssh server of every node. */
function isDefault({ path }: Listener): boolean {
  return path[0] === "ssh";
}

function* sshListener({ sshPort, sshPortPath, path }: DraftNode): Generator<Listener> {
  yield {
    protocol: "tcp",
    first: sshPort,
    last: sshPort,
    what: "the ssh server",
    path: sshPortPath ?? [...path, "name"],
    written: sshPortPath !== undefined,
  };
}

function* otherListeners({ node, path, sshPort }: DraftNode): Generator<Listener> {
  for (const [index, service] of (node.otherServices ?? []).entries()) {
    const range =
      service?.port === undefined ? undefined : parsePorts(service.port, service.protocol ?? "tcp");
    // The ssh server named among the services is no second one.
    if (range === undefined || (range.first === sshPort && /^(?:open)?sshd?$/i.test(service?.name ?? "")))
      continue;
    yield {
      ...range,
      what: service?.name === undefined ? "a service" : `'${service.name}'`,
      path: [...path, "otherServices", index, "port"],
      written: true,
    };
  }
}

/** A port that OpenVidu binds; its path is what switches it on. */
interface OpenviduListener extends Listener {
  readonly unverified: string | undefined;
  /** No source confirms that the port is bound at all. */
  readonly doubtful: boolean;
  /** The key of `ingress` that keeps the port closed to the world, though bound. */
  readonly switchedOff: string | undefined;
}

function openviduListeners({ release, features, draft }: NodeContext, role: NodeRole): OpenviduListener[] {
  if (release === undefined) return [];
  return applicablePorts(release, role, features).map((fact) => ({
    ...fact.range,
    what: `${fact.purpose} (${fact.service})`,
    path: switchPath(fact.when, draft, role),
    written: true,
    unverified: fact.unverified,
    // A row of the firewall tables is bound for certain, even where the table was read for another release only.
    doubtful: fact.unverified !== undefined && fact.from.length === 0,
    switchedOff: applies(fact.when, features) ? undefined : fact.when?.ingress,
  }));
}

/** The ports that OpenVidu binds on a node of this role. */
export function boundPorts({ release, features }: NodeContext, role: NodeRole): readonly PortRange[] {
  return release === undefined ? [] : applicablePorts(release, role, features).map(({ range }) => range);
}

function applicablePorts(release: ReleaseFacts, role: NodeRole, features: Features) {
  return release.ports
    .filter((fact) => fact.role === role && binds(fact.when, features))
    .flatMap((fact) => {
      const range = parsePorts(fact.ports, fact.protocol);
      return range === undefined ? [] : [{ ...fact, range }];
    });
}

/** The place in the manifest that switches a port on: a module, a way in, or that the node has its role. */
function switchPath(when: Condition | undefined, draft: NodeContext["draft"], role: NodeRole): Path {
  if (when?.module !== undefined) {
    const index = (draft.modules ?? []).indexOf(when.module);
    if (index >= 0) return ["modules", index];
  }
  if (when?.ingress !== undefined && draft.ingress?.[when.ingress] !== undefined)
    return ["ingress", when.ingress];
  if (when?.turnDomain === true && draft.turnDomain !== undefined) return ["turnDomain"];
  return [role === "master" ? "masterNodes" : "mediaNodes"];
}
