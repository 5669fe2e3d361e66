import { describe, expect, it } from "vitest";
import {
  applyFix,
  findingsOf,
  manifest,
  onlyFinding,
  production,
  told,
} from "../../../fixtures/manifest-builder";

const line = (from: string, to: string): string => manifest([from, to]);

const MODULES = "modules: [observability, openviduMeet, v2compatibility]";

describe("a top-level key that stands too deep", () => {
  it.each([
    ["certificate:\n  type: letsencrypt", "  certificate:\n    type: letsencrypt"],
    ["license:", "  license:"],
  ])("is one finding: %s", (from, to) => {
    const text = line(from, to);
    const known = findingsOf(text).filter(({ code }) => code !== "schema-unknown-key");
    expect(known.map(({ message }) => message)).toEqual([]);
  });

  it("is moved behind its block, with what belongs to it, where the block goes on", () => {
    const text = line("ingress:\n", "ingress:\n  license: ${secret:license}\n").replace(/^license:.*\n/m, "");
    const finding = onlyFinding(text);
    const [fix] = finding.fixes;
    expect(fix && applyFix(text, fix)).toBe(
      line("  publicMinio: false\n", "  publicMinio: false\nlicense: ${secret:license}\n").replace(
        /(certificate:\n.*\n)license:.*\n/,
        "$1",
      ),
    );
  });
});

describe("numbers that no quotes would mend", () => {
  it.each([
    ["privateIp: 10.5.0.1", "privateIp: 10.5", "an IPv4 address such as 10.5.0.1", "10.5"],
    ["domain: openvidu.example.io", "domain: 1.10", "a domain name such as openvidu.example.io", "1.10"],
    ["name: production", "name: 1.10", "at most 63 lower-case letters, digits and '-'", "1.10"],
  ])("%s, written as %s, are told what is wanted, and no fix", (from, to, wanted, written) => {
    const { message, fixes } = onlyFinding(line(from, to));
    expect(message).toContain(`must be ${wanted}`);
    expect(message).toContain(`not '${written}'. YAML reads it as `);
    expect(message).not.toContain("quotes");
    expect(fixes).toEqual([]);
  });

  it("lead to another release only after a look", () => {
    const safe = (written: string) =>
      onlyFinding(line("release: 3.8.0", `release: ${written}`)).fixes[0]?.safe;
    expect(safe("3.8")).toBe(true);
    expect(safe("1.10")).toBeUndefined();
  });
});

describe("fixes", () => {
  it.each<[string, string, string]>([
    ["name: production", "name: null", 'Write "null" in quotes'],
    ["name: production", "name: 007", 'Write "007" in quotes'],
    ["name: production", "name: 1e3", 'Write "1e3" in quotes'],
    ["name: production", "name: 0o22", 'Write "0o22" in quotes'],
    ["rtmp: true", "rtmp: 1", "Change to 'true'"],
    ["port: 9200", "port: 9_200", "Change to 9200"],
    ["ssh:\n", 'ssh:\n  port: "0443"\n', "Change to 443"],
    ["ssh:\n", "ssh:\n  port: 1_022\n", "Change to 1022"],
    ["name: production", "name: Production", "Change to 'production'"],
    ["name: production", "name: Mein Café_1", "Change to 'mein-cafe-1'"],
    ["- name: master-1", "- name: Master 1_a", "Change to 'Master-1-a'"],
    ["port: 9200", "port: 9200 - 9210", 'Change to "9200-9210"'],
    ["port: 9200", "port: 9200–9210", 'Change to "9200-9210"'],
    ["port: 9200", "port: 9200:9210", 'Change to "9200-9210"'],
    ["port: 9200", "port: 9200/tcp", "Change to 9200"],
    ["certificate:\n  type: letsencrypt", "certificate: letsencript", "Write '{ type: letsencrypt }'"],
    ["certificate:\n  type: letsencrypt", "certificate:", "Add a certificate of Let's Encrypt"],
    ["certificate:\n  type: letsencrypt", "certificate: {}", "Add 'type: letsencrypt'"],
    ["certificate:\n  type: letsencrypt", "certificate: # none", "Add a certificate of Let's Encrypt"],
    ["  type: letsencrypt", "  privateKey: a\n  publicKey: b", "Add 'type: owncert'"],
    [MODULES, "modules: observability, openviduMeet", "Write a list: [observability, openviduMeet]"],
    [MODULES, "modules:", "Install all modules: [observability, v2compatibility, openviduMeet]"],
    ["    privateIp: 10.5.0.3\n", "", "Add 'privateIp: 10.5.0.7'; look at the address"],
    ["  - name: master-3\n    privateIp", "  - privateIp", "Add 'name: master-5'"],
    ["publicIp: 203.0.113.11", "publicIp: 203.0.113.11\n    forcePublicIp: true", "Remove 'forcePublicIp'"],
    ["license: ", "  license: ", "Move 'license' to the top level"],
    ["release: 3.8.0\n", "", "Take the newest release, 3.9.0"],
    ["license: ${secret:license}", "license: 0443", "Put it in quotes"],
    ["rtmp: true", "rtmp: yes", "Change to 'true'"],
    ["rtmp: true", "rtmp: Off", "Change to 'false'"],
    ["rtmp: true", 'rtmp: "false"', "Remove the quotes"],
    ["rtmp: true", "rtmp: 'true'", "Remove the quotes"],
    ["rtmp: true", 'rtmp: "yes"', "Change to 'true'"],
    [MODULES, "modules: observability, openviduMeet]", "Add the missing '['"],
    [MODULES, "modules: observability]", "Add the missing '['"],
    ["ssh:\n", 'ssh:\n  port: "2222"\n', "Write 2222 without quotes"],
    ["rtcEngine: pion", "rtcEngine: mediasup", "Change to 'mediasoup'"],
    ["rtcEngine: pion", "rtcEngine: pion\nwhatever: 1", "Remove 'whatever'"],
    ["  whip: true", "  whip: true\n  whatever:\n    deep: 1", "Remove 'whatever'"],
  ])("%s, written as %s: %s", (from, to, title) => {
    const text = line(from, to);
    const finding = onlyFinding(text);
    expect(finding.fixes.map((fix) => fix.title)).toEqual([title]);
    for (const fix of finding.fixes) {
      const mended = findingsOf(applyFix(text, fix));
      expect(mended.filter(({ code }) => code === finding.code)).toEqual([]);
    }
  });

  it.each([
    ["3.8", "A release has three numbers: '3.8.0', not '3.8'.", ["3.8.0"]],
    ["3", "A release has three numbers: '3.0.0', not '3'.", ["3.0.0"]],
    [
      "3.10",
      "A release has three numbers: '3.10.0', not '3.10'. 3.10.0 is newer than this tool knows; the newest known is 3.9.0.",
      ["3.10.0", "3.9.0"],
    ],
    ["2.0", "This tool knows no release '2.0'. Nearest known: 3.0.0-beta1.", ["3.0.0-beta1"]],
    ["1e3", "This tool knows no release '1e3'. Nearest known: 3.8.0 or 3.9.0.", ["3.8.0", "3.9.0"]],
  ])(
    "of a release written as the number %s lead to a release without errors of its own",
    (written, message, instead) => {
      const text = line("release: 3.8.0", `release: ${written}`);
      expect(told(text)).toEqual([`error [${written}] ${message}`]);
      const { fixes } = onlyFinding(text);
      expect(fixes.map((fix) => applyFix(text, fix))).toEqual(
        instead.map((version) => line("release: 3.8.0", `release: ${version}`)),
      );
      for (const fix of fixes) {
        const codes = findingsOf(applyFix(text, fix)).filter(({ severity }) => severity === "error");
        expect(codes.filter(({ code }) => code === "known-release" || code.startsWith("schema"))).toEqual([]);
      }
    },
  );
});

describe("a value that quotes make text", () => {
  it.each([
    [
      "rtmp: true",
      'rtmp: "true"',
      "error [\"true\"] 'ingress.rtmp' must be true or false, and 'true' is text because of its quotes.",
    ],
    [
      "ssh:\n",
      'ssh:\n  port: "2222"\n',
      "error [\"2222\"] 'ssh.port' must be a whole number, and '2222' is text because of its quotes.",
    ],
    ["rtmp: true", 'rtmp: "yes"', "error [\"yes\"] 'ingress.rtmp' must be true or false, not 'yes'."],
  ])("is told to be that: %s, written as %j", (from, to, expected) => {
    expect(told(line(from, to))).toEqual([expected]);
  });
});

describe("a list whose '[' is missing", () => {
  const text = line(MODULES, MODULES.replace("[", ""));

  it("is told to be that, with the fix", () => {
    expect(told(text)).toEqual([
      "error [observability, openviduMeet, v2compatibility]] 'modules' must be a list: the '[' at its beginning is missing.",
    ]);
    const [fix, ...more] = onlyFinding(text).fixes;
    expect(more).toEqual([]);
    expect(fix && applyFix(text, fix)).toBe(production);
  });

  it("is not seen in what would still be none", () => {
    const other = line(MODULES, "modules: observability]]");
    expect(onlyFinding(other).message).toBe("'modules' must be a list, not 'observability]]'.");
    expect(onlyFinding(other).fixes).toEqual([]);
  });
});

describe("an unknown key", () => {
  it("is removed with its lines, and never unseen", () => {
    const text = line("  whip: true\n", "  whip: true\n  whatever:\n    deep: 1\n");
    const [fix] = onlyFinding(text).fixes;
    expect(fix && applyFix(text, fix)).toBe(production);
    expect(fix?.safe).toBeUndefined();
  });
});

describe("an item of a node list that is only a word", () => {
  const NODE = "  - name: media-2\n    privateIp: 10.5.0.6\n    publicIp: 203.0.113.16\n";

  it.each(["media-2", '"media-2"'])("becomes a node with a name: %s", (written) => {
    const text = line(NODE, `  - ${written}\n`);
    const [fix, ...more] = onlyFinding(text).fixes;
    expect(fix?.title).toBe("Change to 'name: media-2'");
    expect(more).toEqual([]);
    expect(fix && applyFix(text, fix)).toBe(line(NODE, "  - name: media-2\n"));
  });

  it.each(["frankfurt", "a.b"])("becomes a node whatever its name is: %s", (written) => {
    const [fix] = onlyFinding(line(NODE, `  - ${written}\n`)).fixes;
    expect(fix?.title).toBe(`Change to 'name: ${written}'`);
  });

  it.each(["10.5.0.6", "media 2", "7", "privateIp", '"7"', '"true"'])(
    "is left alone where that is no name: %s",
    (written) => {
      const { fixes } = onlyFinding(line(NODE, `  - ${written}\n`));
      expect(fixes).toEqual([]);
    },
  );
});
