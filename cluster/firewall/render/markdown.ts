import { formatNumbers } from "../../ports/port-range";
import type { FirewallRule, Peer, RuleSet } from "../firewall-rules";
import type { OutboundNeed } from "../outbound-needs";
import { unverifiedNotes } from "../rule-set-notes";
import { ALWAYS_OPEN, DOCKER_NOTE, type FirewallExport, peerName, rolesOf } from "../rule-words";

/**
 * The rules as Markdown tables for people.
 *
 * @param picture where the flow picture is, as a relative path
 */
export function renderMarkdown({ sets, outbound }: FirewallExport, picture?: string): string {
  const [first] = sets;
  return `${[
    `# Firewall rules of the cluster ${cell(first?.cluster ?? "")} (OpenVidu ${cell(first?.release ?? "")})`,
    ...(picture === undefined ? [] : [`![Who connects to whom](<${picture.replace(/[<>\\\n]/g, "")}>)`]),
    ...sets.flatMap(inbound),
    "## Outbound connections",
    "All are allowed. Where another firewall restricts them, the nodes need each other at their private addresses, and:",
    outboundTable(outbound),
    "## Notes",
    [`Also let in: ${ALWAYS_OPEN}. Everything else is closed.`, DOCKER_NOTE]
      .map((note) => `- ${note}`)
      .join("\n"),
  ].join("\n\n")}\n`;
}

function inbound(set: RuleSet): string[] {
  const role = set.role === "master" ? "Master nodes" : "Media nodes";
  const unverified = unverifiedNotes(set.rules);
  return [
    `## ${set.node === undefined ? role : `Node ${cell(set.node)} (${set.role})`}`,
    table(["Protocol", "Ports", "Source", "Addresses", "Reason"], set.rules.map(ruleCells)),
    ...(unverified.length === 0
      ? []
      : [unverified.map((text) => `\\* Unverified, ${cell(text)}`).join("\\\n")]),
    ...(set.notes.length === 0 ? [] : [set.notes.map((note) => `- ${cell(note)}`).join("\n")]),
  ];
}

function ruleCells(rule: FirewallRule): string[] {
  const mark = rule.unverified === undefined ? "" : " *";
  return [
    rule.protocol.toUpperCase(),
    formatNumbers(rule),
    rule.from.map(peerName).join(", "),
    rule.from.map(addresses).join(", "),
    `${rule.optional ? "(Optional) " : ""}${rule.reason}${mark}`,
  ];
}

function addresses(peer: Peer): string {
  return peer.kind === "world" ? "0.0.0.0/0, ::/0" : peer.addresses.join(", ");
}

function outboundTable(outbound: readonly OutboundNeed[]): string {
  const rows = outbound.map((need) => [
    `${rolesOf(need)} nodes`,
    need.to,
    need.protocol.toUpperCase(),
    need.ports,
    need.at === "installation" ? "while installing" : "always",
    `${need.purpose}${need.unverified === undefined ? "" : " *"}`,
  ]);
  const notes = [...new Set(outbound.flatMap(({ unverified }) => unverified ?? []))];
  return [
    table(["From", "Destination", "Protocol", "Ports", "When", "Purpose"], rows),
    "",
    notes.map((text) => `\\* Unverified: ${cell(text)}`).join("\\\n"),
  ].join("\n");
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(cell));
  const widths = header.map((title, column) =>
    column === header.length - 1
      ? 0
      : Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = widths.map((width, column) => "-".repeat(width === 0 ? (header[column]?.length ?? 3) : width));
  return [line(header), line(rule), ...cells.map(line)].join("\n");
}

/** Text that stays inside its cell and is no markup, except the mark of what is unverified. */
function cell(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`|<>[\]]/g, (character) => `\\${character}`);
}
