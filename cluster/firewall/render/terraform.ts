import type { RuleSet } from "../firewall-rules";
import type { OutboundNeed } from "../outbound-needs";
import { unverifiedNotes } from "../rule-set-notes";
import { ALWAYS_OPEN, commentText, type FirewallExport, outboundText } from "../rule-words";

/** A text as HCL writes it, with nothing in it that Terraform would evaluate. */
export function hclText(text: string): string {
  return JSON.stringify(text).replace(/[$%](?=\{)/g, (sign) => sign + sign);
}

/** A word for the name of a block: letters, digits and `_`. */
export function hclName(...words: readonly (string | number)[]): string {
  return words
    .join("_")
    .replace(/[^A-Za-z0-9]/g, "_")
    .toLowerCase();
}

/** `masters`, `media`, or the node's name. */
export function groupName(set: RuleSet): string {
  return set.node ?? (set.role === "master" ? "masters" : "media");
}

/** A block with its arguments, `=` under `=` as `terraform fmt` has it. */
export function block(head: string, entries: readonly (readonly [name: string, value: string])[]): string[] {
  const width = Math.max(...entries.map(([name]) => name.length));
  return [`${head} {`, ...entries.map(([name, value]) => `  ${name.padEnd(width)} = ${value}`), "}", ""];
}

/** An input variable. */
export function variable(name: string, description: string): string[] {
  return block(`variable "${name}"`, [
    ["type", "string"],
    ["description", hclText(description)],
  ]);
}

/** What a reader of the file has to know, as comments. */
export function terraformHeader({ sets, outbound }: FirewallExport, lines: readonly string[]): string[] {
  const [first] = sets;
  return [
    `Firewall of the cluster ${first?.cluster ?? ""} (OpenVidu ${first?.release ?? ""}), made by OpenVidu Cluster.`,
    ...lines,
    `Also let in: ${ALWAYS_OPEN}, as the cloud does it by itself or as written below. Everything else is closed.`,
    ...sets.flatMap(({ notes, rules }) => [
      ...notes,
      ...unverifiedNotes(rules).map((note) => `Unverified, ${note}`),
    ]),
    "Outbound connections are all allowed. Where they are restricted elsewhere, OpenVidu needs:",
    ...outbound.map((need: OutboundNeed) => `- ${outboundText(need)}`),
  ]
    .map((line) => `# ${commentText(line)}`)
    .concat("");
}
