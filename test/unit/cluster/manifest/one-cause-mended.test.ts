import { describe, expect, it } from "vitest";
import { applyFix, manifest, onlyFinding, production, told } from "../../../fixtures/manifest-builder";

type Case = readonly [name: string, text: string, told: string, mended: string];

const NBSP = "\u00A0";
const ZEROSSL = "certificate: { type: zerossl, apiKey: ${secret:zerosslApiKey} }";
const LETSENCRYPT = "certificate:\n  type: letsencrypt";
const MODULES = "[observability, openviduMeet, v2compatibility]";

const cases: readonly Case[] = [
  [
    "several lines with tabs",
    manifest(["  user: ubuntu\n  identityFile", "\tuser: ubuntu\n\tidentityFile"]),
    "[\t] Tabs cannot indent YAML. Use spaces.",
    production,
  ],
  [
    "no-break spaces that indent",
    manifest(["  user: ubuntu", `${NBSP}${NBSP}user: ubuntu`]),
    `[${NBSP}${NBSP}] This looks like a space, and is another character. YAML takes spaces only.`,
    production,
  ],
  [
    "a no-break space behind a colon",
    manifest(["user: ubuntu", `user:${NBSP}ubuntu`]),
    `[${NBSP}] This looks like a space, and is another character. YAML takes spaces only.`,
    production,
  ],
  [
    "an item whose dash has no blank",
    manifest(["- name: master-1", "-name: master-1"]),
    "[-] A blank belongs after an item's '-'.",
    production,
  ],
  [
    "a '=' for a ':'",
    manifest(["rtcEngine: pion", "rtcEngine = pion"]),
    "[rtcEngine] A ':' is missing after 'rtcEngine'.",
    production,
  ],
  [
    "a bracket too many",
    manifest([MODULES, `${MODULES}]`]),
    "[]] YAML expects something else here. Is a quote, a bracket or a ',' missing, or one too many?",
    production,
  ],
  [
    "a value that begins with @",
    manifest(["domain: openvidu.example.io", "domain: @openvidu # ours"]),
    "[@] A value cannot begin with this character. Put it in quotes.",
    manifest(["domain: openvidu.example.io", 'domain: "@openvidu" # ours']),
  ],
  ...["<<<<<<< HEAD", "=======", ">>>>>>> theirs"].map((sign): Case => [
    `the line ${sign} of a merge`,
    manifest(["release: 3.8.0", `release: 3.8.0\n${sign}`]),
    `[${sign}] A merge was not finished here: both sides are in the file. Keep one, and delete the lines of <<<<<<<, ======= and >>>>>>>.`,
    production,
  ]),
];

describe("one cause is one finding whose fix mends it", () => {
  it.each(cases)("%s", (_name, text, expected, mended) => {
    expect(told(text)).toEqual([`error ${expected}`]);
    const [fix] = onlyFinding(text).fixes;
    expect(fix && applyFix(text, fix)).toBe(mended);
  });

  it.each(cases)("%s, with lines that end as on Windows", (_name, text, expected, mended) => {
    const windows = text.replaceAll("\n", "\r\n");
    expect(told(windows)).toEqual([`error ${expected}`]);
    const [fix] = onlyFinding(windows).fixes;
    expect(fix && applyFix(windows, fix)).toBe(mended.replaceAll("\n", "\r\n"));
  });

  it("a reference between braces", () => {
    const text = manifest([LETSENCRYPT, ZEROSSL]);
    expect(told(text)).toEqual([
      "error [${secret:zerosslApiKey}] Between braces or brackets a reference needs quotes.",
    ]);
    const [fix] = onlyFinding(text).fixes;
    expect(fix && applyFix(text, fix)).toContain('apiKey: "${secret:zerosslApiKey}" }');
  });

  it("another tool's braces for a value", () => {
    expect(told(manifest(["${secret:license}", "{{ license }}"]))).toEqual([
      "error [{ license }] A key must be a word, not a list or a mapping.",
    ]);
  });

  it("an alias of nothing that is merged", () => {
    expect(told(manifest(["  user: ubuntu", "  <<: *defaults\n  user: ubuntu"]))).toEqual([
      "error [*defaults] There is no anchor of this name before this place.",
    ]);
  });

  it.each(["null\n", "~\n", "...\n"])("a file of %j, which an example takes the place of", (text) => {
    const finding = onlyFinding(text);
    expect(finding.code).toBe("empty-manifest");
    const [fix] = finding.fixes;
    expect(fix && told(applyFix(text, fix)).filter((each) => each.startsWith("error"))).toEqual([]);
  });

  it.each(["a b", "ubuntu@203.0.113.11", "203.0.113.11:22", "ssh://bastion", "-oProxyCommand=x"])(
    "a host that nobody can connect to: %s",
    (host) => {
      const text = manifest(["name: media-2", `name: media-2\n    ssh: { host: "${host}" }`]);
      expect(told(text)).toEqual([
        `error ["${host}"] 'ssh.host' of media-2 must be a name or an address, without user and port, not '${host}'.`,
      ]);
    },
  );

  it.each(["media-2", "media-2.example.io", "203.0.113.16", "2001:db8::1", "[2001:db8::1]"])(
    "none for a host by name or address: %s",
    (host) => {
      expect(told(manifest(["name: media-2", `name: media-2\n    ssh: { host: "${host}" }`]))).toEqual([]);
    },
  );
});
