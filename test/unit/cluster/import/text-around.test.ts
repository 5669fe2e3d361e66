import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importCommand } from "../../../../cluster/import/import-command";
import { renderInstallDocument } from "../../../../cluster/installer/install-document";
import { installSections } from "../../../../cluster/installer/install-sections";
import { renderInstallText } from "../../../../cluster/installer/install-text";
import { roleScript } from "../../../../cluster/installer/role-script";
import { withOwnCertificate } from "../../../fixtures/certificates";
import { clusterOf, production } from "../../../fixtures/manifest-builder";
import { problem } from "./import-problem";

const cluster = clusterOf(production);
const value = (key: string): string => `${key.replaceAll(".", "")}0`;
const sections = installSections(cluster, value);
const [MASTER = "", MEDIA = ""] = sections.flatMap((section) =>
  section.kind === "commands" ? [section.command] : [],
);
const alone = importCommand(`${MASTER}\n${MEDIA}\n`);

describe("text around pasted commands", () => {
  it("takes no command away with its apostrophes", () => {
    const text = `Open the ports that Let's Encrypt needs (80 and 443).\n\n${MASTER}\n\nThe media node's command:\n${MEDIA}\n`;
    expect(importCommand(text)).toEqual(alone);
  });

  const word = fc.oneof(
    fc.constantFrom(
      "Let's",
      "node's",
      '"',
      "`",
      "(",
      ")",
      "[x](y)",
      "<b>",
      "•",
      "$(",
      "${",
      "|",
      "&",
      ";",
      "#",
      "-",
      "sh",
      "sudo",
    ),
    fc.string({ unit: "grapheme-ascii", maxLength: 8 }),
    fc.string({ maxLength: 8 }),
  );
  // A line that begins with an argument belongs to the command before it, and a backslash at its end to the next.
  const line = fc
    .array(word, { maxLength: 8 })
    .map((words) =>
      words
        .join(" ")
        .replaceAll(/[\r\n]/g, " ")
        .replace(/^(\s*)--/, "$1")
        .replace(/\\\s*$/, ""),
    )
    .filter((text) => !/^\s*--/.test(text));
  const prose = fc.array(line, { maxLength: 5 }).map((lines) => lines.join("\n"));

  it("changes nothing of what is imported, whatever its quotes, backticks and brackets", () => {
    fc.assert(
      fc.property(prose, prose, prose, (before, between, after) => {
        const text = `${before}\n${MASTER}\n${between}\n${MEDIA}\n${after}`;
        expect(importCommand(text)).toEqual(alone);
      }),
      { numRuns: 300 },
    );
  });

  it("may stand on the command's own line before it, and a backtick or bracket may enclose it", () => {
    const oneLine = (command: string): string => command.replaceAll(/\\\n\s*/g, "");
    for (const text of [
      `It's the masters': ${MASTER}\nThe media nodes': ${MEDIA}\n`,
      `- Run \`${oneLine(MASTER)}\` on the masters, it's long.\n- Run \`${oneLine(MEDIA)}\` on the others.\n`,
      `Masters (${oneLine(MASTER)}), it's long\nothers (${oneLine(MEDIA)})\n`,
    ])
      expect(importCommand(text)).toEqual(alone);
  });

  it.each([
    ["the text of the four sections", renderInstallText(sections)],
    ["their Markdown", renderInstallDocument(sections)],
  ])("is read in %s", (_what, text) => {
    expect(importCommand(text)).toEqual(alone);
  });

  it("is read in the scripts of both roles, with the values that they hold", () => {
    const known = new Map(alone.secrets);
    for (const key of ["dashboardAdminUser", "minioAccessKey", "mongoAdminUser", "grafanaAdminUser"])
      known.set(`credentials.${key}`, value(`credentials.${key}`));
    const scripts = (["master", "media"] as const).map((role) => roleScript(cluster, role, known));
    expect(importCommand(scripts.join("\n"))).toEqual(alone);
  });

  it("is read in the sections of a cluster with own certificates", () => {
    const own = installSections(clusterOf(withOwnCertificate(production)), value);
    expect(importCommand(renderInstallText(own)).text).toContain("privateKey: key.pem");
    expect(importCommand(renderInstallDocument(own)).text).toContain("privateKey: key.pem");
  });
});

describe("a script that is named without a command that can be read", () => {
  const master = "http://get.openvidu.io/pro/ha/3.8.0/install_ov_master_node.sh";
  it.each([
    ["is not run", `${MEDIA}\n\ncurl -fsSL ${master} -o it\n./it --no-tty`],
    ["is run by an unknown program", `run-it ${master} --no-tty --install\n${MEDIA}`],
    ["is only mentioned", `The other script is ${master}.\n${MEDIA}`],
  ])("is told with its place where it %s", (_what, text) => {
    expect(problem(text)).toMatch(
      /^Line \d+, column \d+: the script that is named here stands in no command that can be read; the text has 1 command that can be read\./,
    );
  });

  it("is told where the same command stands twice and one of them is lost", () => {
    expect(problem(`${MASTER}\n${MASTER.replace(/^.*?sh </, "fish <")}\n${MEDIA}`)).toMatch(
      /the text has 2 commands that can be read/,
    );
  });

  it("is told where an argument would be swallowed by the sign of a quoted letter", () => {
    const quoted = MEDIA.split("\n")
      .map((line) => `> ${line}`)
      .join("\n");
    expect(problem(quoted)).toContain("the > before this argument would swallow it");
  });

  it("is no matter where it is another product's, or the text of a failed download", () => {
    const other = "See also http://get.openvidu.io/community/singlenode/3.8.0/install.sh, it's small.";
    expect(importCommand(`${other}\n${MASTER}\necho 'not there:' '${master}'\n${MEDIA}`)).toEqual(alone);
  });
});
