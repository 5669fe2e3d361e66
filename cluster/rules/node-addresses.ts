import type { NodeRole } from "../cluster";
import { keysAt } from "../manifest/manifest-schema";
import { isMisspelt } from "../manifest/misspelt-key";
import { addressKind, KIND_WORDS } from "./ip-address";
import { nextEntry, type Report, type Rule } from "./rule";

export const nodeAddresses: Rule = {
  id: "node-addresses",
  severity: "error",
  protectsFrom: "Nodes that do not find each other, and clients that get an address they cannot reach.",
  fix: "Give privateIp an address of your own network (10.x, 172.16-31.x, 192.168.x) and publicIp the address that clients reach.",
  example: [["privateIp: 10.5.0.3", "privateIp: 127.0.0.1"]],
  checkNodes: ({ features }) =>
    function* ({ node, path, role, label, valueAt }) {
      const { privateIp, publicIp } = node;
      if (
        privateIp !== undefined &&
        publicIp !== undefined &&
        addressKind(privateIp) === "public" &&
        addressKind(publicIp) === "private"
      ) {
        yield* swapped(privateIp, publicIp, path);
        return;
      }
      if (node.privateIp !== undefined)
        yield* wrongKind(
          node.privateIp,
          [...path, "privateIp"],
          "private",
          "Nodes reach each other at their private addresses",
        );
      if (node.publicIp !== undefined)
        yield* wrongKind(
          node.publicIp,
          [...path, "publicIp"],
          "public",
          "Clients reach nodes at their public addresses",
        );
      // Behind an external load balancer master nodes may be private; media nodes never, their traffic goes past it.
      const isNeeded = features.loadBalancing === "dns" || role === "media";
      if (node.publicIp === undefined && isNeeded && !isMisspelt(valueAt([]), keysOf(role), "publicIp")) {
        const because =
          role === "media"
            ? "clients send media to it directly"
            : "with DNS load balancing clients connect to it directly";
        yield {
          path,
          part: "key",
          message: `${label} needs 'publicIp': ${because}.`,
          fixes: [nextEntry("publicIp")],
        };
      }
    },
};

function keysOf(role: NodeRole): ReturnType<typeof keysAt> {
  return keysAt([`${role}Nodes`, 0]);
}

/** Swapped addresses are each right in the other's place. */
function* swapped(privateIp: string, publicIp: string, path: Report["path"]): Generator<Report> {
  yield {
    path: [...path, "privateIp"],
    message: `${privateIp} is a public address and ${publicIp} a private one: privateIp and publicIp have changed places.`,
    related: [{ path: [...path, "publicIp"], message: "The private address" }],
    fixes: [
      {
        title: "Swap the addresses",
        changes: (document) =>
          [
            { key: "privateIp", newText: publicIp },
            { key: "publicIp", newText: privateIp },
          ].map(({ key, newText }) => ({ range: document.rangeOf([...path, key], "value"), newText })),
      },
    ],
  };
}

function* wrongKind(
  address: string,
  path: Report["path"],
  wanted: "private" | "public",
  why: string,
): Generator<Report> {
  const kind = addressKind(address);
  if (kind === wanted) return;
  const example = wanted === "private" ? "10.5.0.1" : "203.0.113.11";
  const such = kind === "not-an-address" ? ` such as ${example}` : "";
  yield { path, message: `${address} ${KIND_WORDS[kind]}${such}. ${why}.` };
}
