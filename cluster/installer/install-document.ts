import { formatSources, type FirewallRow } from "../firewall/firewall-rows";
import type { InstallSection } from "./install-sections";

/** The sections as Markdown, which reads well as plain text too. */
export function renderInstallDocument(sections: readonly InstallSection[]): string {
  return (
    sections
      .map((section, index) => `## ${String(index + 1)}. ${section.title}\n\n${renderBody(section)}`)
      .join("\n\n") + "\n"
  );
}

function renderBody(section: InstallSection): string {
  if (section.kind === "firewall") return renderTable(section.rows);
  const who = section.role === "master" ? "each of the master nodes" : "each media node";
  const text = [
    `Run as root, in bash, on ${who}:`,
    ["```bash", ...section.preparation, section.command, "```"].join("\n"),
  ];
  if (section.perNode.length > 0) {
    const lines = section.perNode.map(({ node, words }) => `- on ${node}: \`${words.join(" ")}\``);
    text.push(["Add each node's own address:", "", ...lines].join("\n"));
  }
  if (section.notes.length > 0) text.push(section.notes.map((note) => `> ${note}`).join("\n>\n"));
  const when =
    section.role === "master"
      ? "Then start all four, together:"
      : "Then, when the master nodes are well, start it:";
  text.push([when, "", "```bash", "systemctl start openvidu", "```"].join("\n"));
  return text.join("\n\n");
}

/** Firewall rows as a Markdown table that is a table in plain text too. */
export function renderTable(rows: readonly FirewallRow[]): string {
  const header = ["Protocol", "Ports", "Source", "Description"];
  const cells = rows.map((row) => [
    row.protocol.toUpperCase(),
    row.ports,
    formatSources(row.from),
    `${row.optional ? "(Optional) " : ""}${row.purpose}${row.unverified === undefined ? "" : " *"}`,
  ]);
  const widths = header.map((title, column) =>
    column === header.length - 1
      ? 0
      : Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = widths.map((width, column) => "-".repeat(Math.max(width, header[column]?.length ?? 0)));
  const notes = [...new Set(rows.flatMap((row) => (row.unverified === undefined ? [] : [row.unverified])))];
  const told = notes.length === 0 ? [] : ["", ...notes.map((note) => `\\* Unverified: ${note}`)];
  return [line(header), line(rule), ...cells.map(line), ...told].join("\n");
}
