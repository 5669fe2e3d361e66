import { formatNumbers } from "../../ports/port-range";
import { addressesOf, type FirewallExport, peerName, rolesOf } from "../rule-words";

const HEADER = [
  ...[
    "direction",
    "role",
    "node",
    "protocol",
    "ports",
    "peer",
    "addresses",
    "optional",
    "reason",
    "unverified",
  ],
  "note",
];

/** The rule set as RFC 4180 describes CSV: lines end with CR LF, fields are quoted where they must be. */
export function renderCsv({ sets, outbound }: FirewallExport): string {
  const inbound = sets.flatMap(({ role, node, rules }) =>
    rules.flatMap((rule) =>
      rule.from.map((peer) => [
        ...["in", role, node ?? "", rule.protocol, formatNumbers(rule), peerName(peer)],
        addressesOf(peer).join(" "),
        ...[rule.optional ? "yes" : "no", rule.reason, rule.unverified ?? "", rule.note ?? ""],
      ]),
    ),
  );
  const closed = sets.flatMap((set) =>
    set.closed.map((service) => [
      ...["closed", set.role, service.node, service.protocol, formatNumbers(service), "", "", "no"],
      ...[service.name, "", "The manifest does not say who may connect."],
    ]),
  );
  const notes = sets.flatMap((set) =>
    set.notes.map((note) => ["note", set.role, set.node ?? "", ...Array<string>(7).fill(""), note]),
  );
  const out = outbound.map((need) => [
    ...["out", rolesOf(need), "", need.protocol, need.ports, need.to, "", "no"],
    ...[need.purpose, need.unverified ?? "", need.at === "installation" ? "while installing" : ""],
  ]);
  return [HEADER, ...inbound, ...closed, ...out, ...notes]
    .map((row) => `${row.map(field).join(",")}\r\n`)
    .join("");
}

/** A field that begins like a formula would be run by a spreadsheet. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
