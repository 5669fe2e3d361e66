import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { fileWorld } from "../../../../cluster/file-world";
import { KnownFiles } from "../../../../cluster/known-files";
import { ManifestChecker } from "../../../../cluster/manifest/manifest-checker";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { NOWHERE } from "../../../../cluster/surroundings";
import { encrypted, issue, TestAuthority } from "../../../fixtures/certificates";
import { manifest, textAt } from "../../../fixtures/manifest-builder";

const DAY = 86_400_000;
const folder = mkdtempSync(path.join(tmpdir(), "certificate-files-"));
const authority = new TestAuthority();
const server = authority.server("openvidu.example.io");
const chain = server.certificate + authority.intermediate.certificate;
const own = manifest([
  "type: letsencrypt",
  "type: owncert\n  privateKey: key.pem\n  publicKey: chain.pem",
]).replace(/\n {2}identityFile: .*/, "");

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A checker on a machine whose clock the test sets; `reads` counts what is read from the disk. */
function machine(): { checker: ManifestChecker; clock: { now: number }; reads: string[] } {
  const clock = { now: Date.now() };
  const reads: string[] = [];
  const world = fileWorld(
    {
      stat: (file) => statSync(file),
      read: (file) => {
        reads.push(path.basename(file));
        return readFileSync(file, "latin1");
      },
      resolve: (from, file) => path.resolve(from, file),
      now: () => clock.now,
      home: folder,
    },
    folder,
  );
  return { checker: new ManifestChecker(new KnownFiles(world)), clock, reads };
}

function told(text: string, { checker } = machine()): string[] {
  return checker
    .check(new ManifestDocument(text))
    .findings.map(({ severity, range, message }) => `${severity} [${textAt(text, range)}] ${message}`);
}

/** The manifest with a certificate that needs no files, and something more at a node. */
const node = (line: string): string =>
  own
    .replace("type: owncert\n  privateKey: key.pem\n  publicKey: chain.pem", "type: letsencrypt")
    .replace("name: media-2", `name: media-2\n    ${line}`);

const put = (name: string, text: string): void => {
  writeFileSync(path.join(folder, name), text);
};

describe("the files of an own certificate", () => {
  beforeEach(() => {
    put("key.pem", server.key);
    put("chain.pem", chain);
  });

  it("are good together", () => {
    expect(told(own)).toEqual([]);
  });

  it("that are not there are told at their keys", () => {
    expect(told(own.replace("key.pem", "none.pem").replace("chain.pem", "."))).toEqual([
      `error [none.pem] The file ${folder}/none.pem does not exist. Correct the path in the manifest, or put the file there.`,
      `error [.] The file ${folder} is a folder. Correct the path in the manifest, or put the file there.`,
    ]);
  });

  it.each<[string, string, string, string]>([
    ["no PEM", "nothing", "nothing", "error [key.pem] key.pem holds no private key in PEM format."],
    [
      "a key of another certificate",
      authority.server("openvidu.example.io").key,
      chain,
      "error [key.pem] The key in key.pem does not belong to the certificate in chain.pem.",
    ],
    ["an encrypted key", encrypted(server.key), chain, "error [key.pem] The key in key.pem is encrypted"],
    [
      "a chain in the wrong order",
      server.key,
      authority.intermediate.certificate + server.certificate,
      "error [chain.pem] In chain.pem the certificate of the key is number 2, not the first.",
    ],
    [
      "a chain without its authority",
      server.key,
      server.certificate,
      "warning [chain.pem] chain.pem holds the server's certificate only.",
    ],
    [
      "another name",
      ...pairFor("other.example.io"),
      "error [chain.pem] The certificate in chain.pem is not for openvidu.example.io, but for other.example.io.",
    ],
  ])("are told with %s, and without what is in them", (_, key, certificate, expected) => {
    put("key.pem", key);
    put("chain.pem", certificate);
    const all = told(own);
    expect(all[0]).toContain(expected);
    expect(all.join("\n")).not.toMatch(/BEGIN (?:EC |ENCRYPTED )?PRIVATE KEY-----\n|nothing/);
  });

  it("are good for the TURN domain too, or told", () => {
    const turn = own
      .replace("release: 3.8.0", "release: 3.5.0")
      .replace("rtcEngine: pion", "turnDomain: turn.example.io")
      .replace(
        "publicKey: chain.pem",
        "publicKey: chain.pem\n  turnPrivateKey: key.pem\n  turnPublicKey: chain.pem",
      );
    expect(told(turn).filter((each) => each.startsWith("error"))).toEqual([
      expect.stringContaining("is not for turn.example.io, but for openvidu.example.io"),
    ]);
  });

  it("are good for a TURN domain without files of its own, or remarked", () => {
    const turn = own
      .replace("release: 3.8.0", "release: 3.5.0")
      .replace("rtcEngine: pion", "turnDomain: turn.example.io");
    const warnings = (): string[] => told(turn).filter((each) => each.startsWith("warning"));
    expect(warnings()).toEqual([
      "warning [turn.example.io] No TURN certificate is given, and the one in chain.pem is not for turn.example.io. Whether clients then reach TURN with TLS no public source tells. Give the certificate 'turnPrivateKey' and 'turnPublicKey'.",
    ]);
    const both = authority.server("openvidu.example.io", "*.example.io");
    put("key.pem", both.key);
    put("chain.pem", both.certificate + authority.intermediate.certificate);
    expect(warnings()).toEqual([]);
  });

  it("are told 30 days before they expire, and when they have", () => {
    const { checker, clock } = machine();
    const document = new ManifestDocument(own);
    const now = clock.now;
    const severities = (days: number): string[] => {
      clock.now = now + days * DAY;
      return checker.check(document).findings.map(({ severity }) => severity);
    };
    expect(severities(59)).toEqual([]);
    expect(severities(61)).toEqual(["warning", "warning"]);
    expect(severities(91)).toEqual(["error", "error"]);
  });

  it("are read again when they changed, and not at every check", () => {
    const { checker, clock, reads } = machine();
    const document = new ManifestDocument(own);
    const check = (): number => checker.check(document).findings.length;
    reads.length = 0;
    expect([check(), check(), check()]).toEqual([0, 0, 0]);
    expect(reads).toEqual(["key.pem", "chain.pem"]);
    put("key.pem", "x");
    utimesSync(path.join(folder, "key.pem"), 1, 1);
    expect(check()).toBe(0);
    clock.now += 1000;
    expect(check()).toBe(1);
    expect(reads).toEqual(["key.pem", "chain.pem", "key.pem", "chain.pem"]);
  });

  it("on another machine are never looked at", () => {
    expect(
      told(own.replace("key.pem", "\\\\evil\\share\\key.pem").replace("chain.pem", "//evil/chain.pem")),
    ).toEqual([]);
  });
});

describe("an ssh key", () => {
  it("that is not there is told, at a node too, until it is", () => {
    const { checker, clock } = machine();
    const text = node("ssh: { identityFile: ~/id_media }");
    const document = new ManifestDocument(text);
    const messages = (): string[] => checker.check(document).findings.map(({ message }) => message);
    expect(messages()).toEqual([
      `The ssh key ${folder}/id_media does not exist. Without it this machine cannot log in to the nodes.`,
    ]);
    put("id_media", "x");
    clock.now += 1000;
    expect(messages()).toEqual([]);
  });

  it("is a warning where everybody has the same path, and less in a home", () => {
    const severity = (path: string): string =>
      told(node(`ssh: { identityFile: ${path} }`))
        .map((line) => line.split(" ")[0])
        .join();
    expect(severity("~/nowhere")).toBe("information");
    expect(severity("keys/nowhere")).toBe("warning");
  });
});

describe("a file that holds a secret", () => {
  it("is there, or told at the value that names it", () => {
    const text = node("ssh: { sudoPassword: '${file:sudo.txt}' }").replace(
      "${secret:license}",
      '"${file:license.txt}"',
    );
    const missing = (name: string): string =>
      `The file ${folder}/${name} does not exist, so this machine has no value here.`;
    expect(told(text)).toEqual([
      `warning ["\${file:license.txt}"] ${missing("license.txt")}`,
      `warning ['\${file:sudo.txt}'] ${missing("sudo.txt")}`,
    ]);
    put("license.txt", "");
    put("sudo.txt", "TOPSECRET");
    expect(told(text)).toEqual([
      'warning ["${file:license.txt}"] The file license.txt is empty, so this machine has no value here.',
    ]);
    put("license.txt", "TOPSECRET");
    put("sudo.txt", "TOPSECRET");
    const { checker, reads } = machine();
    expect(told(text, { checker, clock: { now: 0 }, reads })).toEqual([]);
    expect(reads).toEqual([]);
  });
});

describe("a path that is typed", () => {
  it("is looked at, however many beginnings of it were before", () => {
    const { checker, clock } = machine();
    const document = new ManifestDocument(own.replace("publicKey: chain.pem", "publicKey: none.pem"));
    const type = (name: string): string[] => {
      const { end } = document.rangeOf(["certificate", "privateKey"], "key");
      const { end: to } = document.rangeOf(["certificate", "privateKey"], "value");
      document.edit([{ range: { start: end, end: to }, newText: `: ${name}` }]);
      clock.now += 10;
      return checker.check(document).findings.map(({ message }) => message.split(" does not")[0] ?? "");
    };
    for (let count = 0; count < 230; count += 1) type(`k${String(count)}.pem`);
    expect(type("last.pem")).toEqual([`The file ${folder}/last.pem`, `The file ${folder}/none.pem`]);
  });
});

describe("a jump host", () => {
  it("that is written into the ssh configuration is known from then on", () => {
    const { checker, clock } = machine();
    const document = new ManifestDocument(
      manifest(["name: media-2", "name: media-2\n    ssh: { jumpHost: bastion }"]),
    );
    const count = (): number =>
      checker.check(document).findings.filter(({ code }) => code === "jump-hosts").length;
    expect(count()).toBe(1);
    mkdirSync(path.join(folder, ".ssh"));
    put(".ssh/config", "Host bastion\n");
    clock.now += 1000;
    expect(count()).toBe(0);
    rmSync(path.join(folder, ".ssh"), { recursive: true });
    clock.now += 1000;
    expect(count()).toBe(1);
  });

  it("is a host of the ssh configuration, a full name or an address, or told", () => {
    const jump = (host: string): string[] => {
      const checker = new ManifestChecker({ ...NOWHERE, sshHosts: ["bastion", "gate-*", "*"] });
      return checker
        .check(
          new ManifestDocument(manifest(["name: media-2", `name: media-2\n    ssh: { jumpHost: ${host} }`])),
        )
        .findings.map(({ message }) => message);
    };
    for (const host of [
      "bastion",
      "ops@bastion:2222",
      "gate-7",
      "bastion.example.io",
      "10.0.0.1",
      '"[fd00::1]:22"',
      '["bastion", "gate-1"]',
    ])
      expect(jump(host)).toEqual([]);
    expect(jump("bastoin")).toEqual([
      "'bastoin' is no Host of ~/.ssh/config, no full name and no address. Did you mean 'bastion'?",
    ]);
    expect(jump("somewhere")[0]).toContain("Does this machine know it?");
    expect(jump('["bastion", "ops@gat"]')).toHaveLength(1);
  });
});

function pairFor(name: string): [string, string] {
  const { key, certificate } = issue(name, { names: [name] });
  return [key, certificate];
}
