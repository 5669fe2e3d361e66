import { formatSources } from "../firewall/firewall-rows";
import { renderTable } from "./install-document";
import type { InstallSection } from "./install-sections";

/** The sections as plain text for a terminal. What is below a title can be pasted into a shell: the rest are comments. */
export function renderInstallText(sections: readonly InstallSection[]): string {
  return sections
    .map((section, index) => {
      const title = `${String(index + 1)}. ${section.title}`;
      return `${title}\n${"=".repeat(title.length)}\n\n${renderSectionText(section)}\n`;
    })
    .join("\n\n");
}

/** One section without its title. */
export function renderSectionText(section: InstallSection): string {
  if (section.kind === "firewall") return renderTable(section.rows);
  const master = section.role === "master";
  const own = section.perNode.map(({ node, words }) => `#   ${node}: ${words.join(" ")}`);
  return [
    `# Run as root, in bash, on ${master ? "each of the master nodes" : "each media node"}:`,
    ...section.preparation,
    section.command,
    ...(own.length === 0 ? [] : ["", "# Add each node's own address:", ...own]),
    ...(section.notes.length === 0 ? [] : ["", ...section.notes.map((note) => `# ${note}`)]),
    "",
    `# ${master ? "Then start all four, together:" : "Then, when the master nodes are well, start it:"}`,
    "systemctl start openvidu",
  ].join("\n");
}

/** The sections as data for programs. */
export function installData(sections: readonly InstallSection[]): readonly object[] {
  return sections.map((section) => {
    const { kind, role, title } = section;
    if (section.kind === "firewall") {
      const rows = section.rows.map(({ protocol, ports, from, optional, purpose, unverified }) => ({
        ...{ protocol, ports, sources: formatSources(from), optional, purpose },
        ...(unverified === undefined ? {} : { unverified }),
      }));
      return { kind, role, title, rows };
    }
    const { preparation, command, perNode, notes } = section;
    return { kind, role, title, preparation, command, perNode, notes, start: "systemctl start openvidu" };
  });
}
