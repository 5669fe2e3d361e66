import { describe, expect, it } from "vitest";
import {
  applyFix,
  findingsOf,
  manifest,
  onlyFinding,
  production,
  told,
} from "../../../fixtures/manifest-builder";

const TOGETHER = "what belongs together starts in one column.";
const BLANK = "A blank belongs after a key's ':'.";

/** What was done to the production manifest, what is told, and what the fix leaves; the manifest itself where it is not said. */
type Case = readonly [name: string, text: string, told: string, mended?: string];

const tabs: readonly Case[] = [
  ["before a key of a mapping", manifest(["  rtmp: true", "\trtmp: true"]), "\t"],
  ["before a key of a node", manifest(["    privateIp: 10.5.0.3", "\tprivateIp: 10.5.0.3"]), "\t"],
  ["among blanks", manifest(["    privateIp: 10.5.0.3", "  \t  privateIp: 10.5.0.3"]), "\t"],
  ["before a top-level key", manifest(["domain:", "\tdomain:"]), "\t"],
  ["before the first key", "\tname: production\n", "\t", "name: production\n"],
  ["before a list's first dash", manifest(["  - name: master-1", "\t- name: master-1"]), "\t"],
  ["before another dash", manifest(["  - name: master-2", "\t- name: master-2"]), "\t"],
  [
    "before all that is in a list",
    production.replace(/(?<=\nmediaNodes:\n)[^]*/, (list) => list.replaceAll(/^ {2}/gm, "\t")),
    "\t",
  ],
  [
    "before a key behind an inner block",
    manifest(["    publicIp: 203.0.113.13", "    ssh:\n      port: 2222\n\tpublicIp: 203.0.113.13"]),
    "\t",
    manifest(["    publicIp: 203.0.113.13", "    ssh:\n      port: 2222\n    publicIp: 203.0.113.13"]),
  ],
];

const deep: readonly Case[] = [
  ...[
    "name",
    "release",
    "domain",
    "modules",
    "ingress",
    "certificate",
    "license",
    "masterNodes",
    "mediaNodes",
  ].map((key): Case => [
    `top-level key ${key}`,
    production.replace(new RegExp(`^${key}:`, "m"), ` ${key}:`),
    `[${key}] '${key}' is indented one space too deep: ${TOGETHER}`,
  ]),
  [
    "key of a node",
    manifest(["    privateIp: 10.5.0.3", "     privateIp: 10.5.0.3"]),
    `[privateIp] 'privateIp' is indented one space too deep: ${TOGETHER}`,
  ],
  [
    "first key of a mapping",
    manifest(["  rtmp: true", "   rtmp: true"]),
    `[rtmp] 'rtmp' is indented one space too deep: ${TOGETHER}`,
  ],
  [
    "item",
    manifest(["  - name: master-3", "   - name: master-3"]),
    `[-] This '-' is indented one space too deep: ${TOGETHER}`,
  ],
  [
    "item with all of its keys",
    manifest([
      "  - name: master-3\n    privateIp: 10.5.0.3\n    publicIp: 203.0.113.13\n",
      "   - name: master-3\n     privateIp: 10.5.0.3\n     publicIp: 203.0.113.13\n",
    ]),
    `[-] This '-' is indented one space too deep: ${TOGETHER}`,
  ],
];

const shallow: readonly Case[] = [
  [
    "key of a node",
    manifest(["    privateIp: 10.5.0.3", "   privateIp: 10.5.0.3"]),
    `[privateIp] 'privateIp' is indented one space too little: ${TOGETHER}`,
  ],
  [
    "item",
    manifest(["  - name: master-3", " - name: master-3"]),
    `[-] This '-' is indented one space too little: ${TOGETHER}`,
  ],
  [
    "key of a mapping",
    manifest(["  whip: true", " whip: true"]),
    `[whip] 'whip' is indented one space too little: ${TOGETHER}`,
  ],
];

const unclosed: readonly Case[] = [
  [
    "bracket",
    manifest(["v2compatibility]", "v2compatibility"]),
    "[[] This is not closed: the ']' is missing.",
  ],
  [
    "brace in a node",
    manifest([" protocol: tcp }", " protocol: tcp"]),
    "[{] This is not closed: the '}' is missing.",
  ],
  [
    "single quote",
    manifest(["${secret:license}", "'${secret:license}"]),
    "['] This text is not closed: the ' at its end is missing.",
    manifest(["${secret:license}", "'${secret:license}'"]),
  ],
  [
    "double quote before a comment",
    manifest(["domain: openvidu.example.io", 'domain: "openvidu.example.io # ours']),
    '["] This text is not closed: the " at its end is missing.',
    manifest(["domain: openvidu.example.io", 'domain: "openvidu.example.io" # ours']),
  ],
  [
    "double quote in a node, with another one after it",
    manifest(["name: master-3\n    privateIp: 10.5.0.3", 'name: "master-3\n    privateIp: "10.5.0.3"']),
    '["] This text is not closed: the " at its end is missing.',
    manifest(["name: master-3\n    privateIp: 10.5.0.3", 'name: "master-3"\n    privateIp: "10.5.0.3"']),
  ],
  [
    "bracket in a node, with keys after it",
    manifest([
      "{ name: backup-agent, port: 9200, protocol: tcp }",
      "{ name: backup-agent, port: 9200, protocol: tcp",
    ]),
    "[{] This is not closed: the '}' is missing.",
    manifest(["protocol: tcp }", "protocol: tcp}"]),
  ],
];

const unspaced: readonly Case[] = [
  ["the first key", manifest(["name: production", "name:production"]), `[name:production] ${BLANK}`],
  ["a top-level key", manifest(["rtcEngine: pion", "rtcEngine:pion"]), `[rtcEngine:pion] ${BLANK}`],
  ["a key of a mapping", manifest(["user: ubuntu", "user:ubuntu"]), `[user:ubuntu] ${BLANK}`],
  ["a node's first key", manifest(["name: master-3", "name:master-3"]), `[name:master-3] ${BLANK}`],
  [
    "a key of a node",
    manifest(["privateIp: 10.5.0.3", "privateIp:10.5.0.3"]),
    `[privateIp:10.5.0.3] ${BLANK}`,
  ],
  [
    "the only key of a mapping",
    manifest(["  type: letsencrypt", "  type:letsencrypt"]),
    "[type:letsencrypt] 'certificate' must be a mapping of keys and values. A blank belongs after a key's ':'.",
  ],
];

const withoutColon: readonly Case[] = [
  ["a top-level key", manifest(["domain: o", "domain o"]), "[domain] A ':' is missing after 'domain'."],
  [
    "a mapping's key",
    manifest(["certificate:", "certificate"]),
    "[certificate] A ':' is missing after 'certificate'.",
  ],
  [
    "a list's key",
    manifest(["masterNodes:", "masterNodes"]),
    "[masterNodes] A ':' is missing after 'masterNodes'.",
  ],
  [
    "a key of a node",
    manifest(["privateIp: 10.5.0.3", "privateIp 10.5.0.3"]),
    "[privateIp] A ':' is missing after 'privateIp'.",
  ],
];

/** A bracket is closed right behind the last word, where the example has a blank. */
const tight = (text: string | undefined): string | undefined => text?.replace(" }", "}");

function isOneFinding(cases: readonly Case[], message?: string): void {
  const all = cases.map(([name, text, told, mended = production]) => [name, text, told, mended] as const);
  it.each(all)("%s", (_, text, expected, mended) => {
    const whole = message === undefined ? expected : `[${expected}] ${message}`;
    expect(told(text)).toEqual([`error ${whole}`]);
    const [fix, ...more] = onlyFinding(text).fixes;
    expect(more).toEqual([]);
    expect(tight(fix && applyFix(text, fix))).toBe(tight(mended));
  });
}

describe("one finding and its fix for a tab", () => {
  isOneFinding(tabs, "Tabs cannot indent YAML. Use spaces.");
});

describe("tabs throughout a manifest", () => {
  it("are told once for each key that they are below, and nothing else is", () => {
    const text = production.replaceAll(/^ {2}/gm, "\t");
    const finding = "error [\t] Tabs cannot indent YAML. Use spaces.";
    expect(told(text)).toEqual(Array<string>(5).fill(finding));
  });
});

describe("one finding and its fix for what is indented too deep:", () => {
  isOneFinding(deep);
});

describe("one finding and its fix for what is indented too little:", () => {
  isOneFinding(shallow);
});

describe("one finding and its fix for an open", () => {
  isOneFinding(unclosed);
});

describe("one finding and its fix for a blank left out after", () => {
  isOneFinding(unspaced);
});

describe("one finding and its fix for a colon left out after", () => {
  isOneFinding(withoutColon);
});

describe("one finding", () => {
  it.each([
    ["no text", "", ""],
    ["blank lines", "\n\n  \n", ""],
    ["a comment", "# only\n", "# only"],
    ["a lone ---", "---\n", "---"],
  ])("for an empty file: %s", (_, text, marked) => {
    expect(told(text)).toEqual([
      `error [${marked}] The manifest is empty. It begins with 'name', 'release' and 'domain'.`,
    ]);
  });

  it.each([
    [
      "at a top-level key",
      "domain: openvidu.example.io\n",
      "domain: a.example.io\n",
      "domain: b.example.io\n",
    ],
    ["in a node", "    privateIp: 10.5.0.3\n", "    privateIp: 10.5.0.3\n", "    privateIp: 10.5.0.9\n"],
  ])("for a merge that was not finished %s", (_, from, ours, theirs) => {
    const text = manifest([from, `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> theirs\n`]);
    expect(findingsOf(text).map(({ code }) => code)).toEqual(["yaml-conflict"]);
  });

  it("for a character that cannot stand in YAML, before the first key too", () => {
    expect(told(`\r${production}`)).toEqual([
      "error [\r] A lone CR ends no line here. Save the file with LF or CR LF line ends.",
    ]);
  });

  it.each([
    ["```yaml", `\`\`\`yaml\n${production}\`\`\`\n`],
    ["```", `${production}\`\`\`\n`],
  ])("for the mark of a text's code: %s", (marked, text) => {
    expect(told(text)).toEqual([
      `error [${marked}] This line marks code in a text, and is no YAML. Remove it.`,
    ]);
  });

  it("for a line that is no key, on its own line", () => {
    expect(told(manifest(["domain:", "foo\ndomain:"]))).toEqual([
      "error [foo] A ':' and a value are missing after this key.",
    ]);
  });

  it("never repeats what may be a secret", () => {
    const text = manifest(["ssh:\n", "credentials:\n  redisPassword:Sesame1\n  minioSecretKey: x\nssh:\n"]);
    const [found] = findingsOf(text);
    expect(JSON.stringify(found?.message)).not.toContain("Sesame1");
    expect(found?.fixes.map(({ title }) => title)).toEqual(["Put a blank after 'redisPassword:'"]);
  });

  it("for text blocks is not about what looks like YAML in them", () => {
    const text = `${production}x: |\n  a: 1\n   b: [\n   \ty: 1\n`;
    expect(findingsOf(text).map(({ message }) => message)).toEqual([
      expect.stringContaining("'x' is not a key of a manifest"),
    ]);
  });
});
