import { describe, expect, it } from "vitest";
import { knownVersions, releases } from "../../../../cluster/release/catalogue";
import { releaseParts } from "../../../../cluster/release/release-parts";
import { releasesTable } from "../../../../cluster/release/releases-table";

const table = releasesTable(releases);

/** Text without what Markdown and the table put into it. */
function plain(text: string): string {
  return text.replaceAll("&lt;", "<").replace(/\\([|*{])/g, "$1");
}

/** The lines of a section's table. */
function rowsOf(title: string): string[] {
  const [, section = ""] = table.split(`\n## ${title}\n`);
  const [own = ""] = section.split("\n## ");
  return own.split("\n").filter((line) => line.startsWith("| "));
}

describe("the table of releases", () => {
  it("has a column for every release, what each fact is about, and its source", () => {
    for (const { title } of releases.flatMap((release) => releaseParts(release, knownVersions))) {
      expect(rowsOf(title)[0], title).toBe(`|  | ${knownVersions.join(" | ")} | About | Source |`);
    }
  });

  it("tells every fact of every release with what is known about it, and from where", () => {
    for (const release of releases) {
      const column = knownVersions.indexOf(release.version) + 2;
      for (const { title, facts } of releaseParts(release, knownVersions)) {
        const rows = rowsOf(title).map((row) => row.split(/ \| |^\| | \|$/).map(plain));
        for (const { label, value, detail = "", source, unverified } of facts) {
          const row = rows.find((cells) => cells[1] === label);
          const words = `${release.version}, ${title}: ${label}`;
          expect(row?.[column], words).toBe(
            [...(value === undefined ? [] : [value]), ...mark(value, unverified)].join(" "),
          );
          expect(row?.at(-3), words).toContain(detail);
          expect(row?.at(-2), words).toContain(source);
        }
      }
    }
  });

  it("explains every source and every doubt", () => {
    for (const release of releases) {
      for (const key of Object.keys(release.sources)) expect(table).toContain(`\n- **${key}**: `);
      for (const { facts } of releaseParts(release, knownVersions))
        for (const { unverified } of facts) expect(plain(table)).toContain(unverified ?? "");
    }
  });

  it("has the steps of an upgrade and what to do about a known problem", () => {
    expect(plain(table)).toContain("Stop OpenVidu on all nodes: systemctl stop openvidu");
    expect(plain(table)).toContain("cp -r /opt/openvidu/backups/<DATE>_<VERSION>/* /opt/openvidu");
    expect(plain(table)).toContain("Install on machines that run nothing else in Docker.");
  });
});

function mark(value: string | undefined, unverified: string | undefined): string[] {
  if (unverified !== undefined) return ["○"];
  return value === undefined ? ["●"] : [];
}
