import type { Features, ReleaseFacts } from "../cluster";
import type { Condition } from "../generated/release-facts";
import { formatPorts, overlap, parsePorts, type PortRange } from "../ports/port-range";
import { applies } from "../release/condition";
import type { Path } from "../source-range";
import type { DraftNode, Report, Rule, RuleSubject } from "./rule";

/** Something that listens on a node, and where the manifest says so. */
interface Listener extends PortRange {
  readonly what: string;
  /** Where it is written. */
  readonly path: Path;
  /** An ssh port stands in the defaults for many nodes: it is told once. */
  readonly kind: "openvidu" | "ssh" | "other";
}

export const portConflicts: Rule = {
  id: "port-conflicts",
  severity: "error",
  protectsFrom:
    "A service that finds its port taken: OpenVidu's container restarts for ever, or the other service is down.",
  fix: "Move the other service to a free port, or to another machine.",
  *check(subject) {
    const told = new Set<string>();
    for (const node of subject.nodes) {
      const others = [...sshListener(node), ...otherListeners(node)];
      const bound = openviduListeners(subject, node);
      for (const [index, one] of others.entries()) {
        const against = [...bound, ...others.slice(index + 1)].filter((other) => overlap(one, other));
        for (const other of against) {
          for (const report of conflict(node, one, other)) {
            const key = JSON.stringify([
              report.path,
              other.kind === "openvidu" ? `${node.role} ${formatPorts(other)}` : report.message,
            ]);
            if (told.has(key)) continue;
            told.add(key);
            yield report;
          }
        }
      }
    }
  },
};

/** Both sides are marked; OpenVidu's side is what switches the port on, and only named beside the other. */
function* conflict(node: DraftNode, one: Listener, other: Listener): Generator<Report> {
  const ports = `${formatPorts(one)}${one.first === other.first && one.last === other.last ? "" : ` (${formatPorts(other)})`}`;
  const message = (left: Listener, right: Listener): string =>
    right.kind === "openvidu"
      ? `Port conflict on ${left.kind === "ssh" ? `the ${node.role} nodes` : node.label}: ${left.what} uses ${formatPorts(left)}, and OpenVidu binds ${formatPorts(right)} there: ${right.what}.`
      : `Port conflict on ${node.label}: ${left.what} and ${right.what} both use ${ports}.`;
  yield {
    path: one.path,
    message: message(one, other),
    related: [
      { path: other.path, part: other.kind === "openvidu" ? "key" : "value", message: relatedMessage(other) },
    ],
  };
  if (other.kind !== "openvidu") {
    yield {
      path: other.path,
      message: message(other, one),
      related: [{ path: one.path, message: relatedMessage(one) }],
    };
  }
}

function relatedMessage(listener: Listener): string {
  return listener.kind === "openvidu"
    ? `Because of this OpenVidu binds ${formatPorts(listener)}`
    : `${listener.what} uses ${formatPorts(listener)}`;
}

function* sshListener({ sshPort, sshPortPath }: DraftNode): Generator<Listener> {
  // An ssh server on its usual port is no choice of the manifest; no release binds port 22.
  if (sshPortPath === undefined) return;
  yield {
    protocol: "tcp",
    first: sshPort,
    last: sshPort,
    what: "the ssh server",
    path: sshPortPath,
    kind: "ssh",
  };
}

function* otherListeners({ node, path }: DraftNode): Generator<Listener> {
  for (const [index, service] of (node.otherServices ?? []).entries()) {
    const range =
      service?.port === undefined ? undefined : parsePorts(service.port, service.protocol ?? "tcp");
    if (range === undefined) continue;
    yield {
      ...range,
      what: `'${service?.name ?? "a service"}'`,
      path: [...path, "otherServices", index, "port"],
      kind: "other",
    };
  }
}

function openviduListeners({ release, features, draft }: RuleSubject, node: DraftNode): Listener[] {
  if (release === undefined) return [];
  return applicablePorts(release, node.role, features).map((fact) => ({
    ...fact.range,
    what: `${fact.purpose} (${fact.service})${fact.unverified === undefined ? "" : `. Unverified: ${fact.unverified.replace(/\.$/, "")}`}`,
    path: switchPath(fact.when, draft, node),
    kind: "openvidu" as const,
  }));
}

function applicablePorts(release: ReleaseFacts, role: DraftNode["role"], features: Features) {
  return release.ports
    .filter((fact) => fact.role === role && applies(fact.when, features))
    .flatMap((fact) => {
      const range = parsePorts(fact.ports, fact.protocol);
      return range === undefined ? [] : [{ ...fact, range }];
    });
}

/** The place in the manifest that switches a port on: a module, a way in, or that the node has its role. */
function switchPath(when: Condition | undefined, draft: RuleSubject["draft"], node: DraftNode): Path {
  if (when?.module !== undefined) {
    const index = (draft.modules ?? []).indexOf(when.module);
    if (index >= 0) return ["modules", index];
  }
  if (when?.ingress !== undefined && draft.ingress?.[when.ingress] !== undefined)
    return ["ingress", when.ingress];
  if (when?.turnDomain === true && draft.turnDomain !== undefined) return ["turnDomain"];
  return [node.role === "master" ? "masterNodes" : "mediaNodes"];
}
