import { describe, expect, it } from "vitest";
import {
  applyFix,
  findingsOf,
  manifest,
  onlyFinding,
  production,
  replace,
  textAt,
  told,
} from "../../../fixtures/manifest-builder";

const line = (from: string, to: string): string => manifest([from, to]);
const extra = (yaml: string): string => manifest(["ssh:\n", `${yaml}\nssh:\n`]);

describe("what does not fit the schema", () => {
  it.each<[string, string, string]>([
    [
      "name: production",
      "name: Production",
      "error [Production] 'name' must be at most 63 lower-case letters, digits and '-', beginning and ending with a letter or digit, not 'Production'.",
    ],
    [
      "name: production",
      "name: null",
      "error [null] 'name' must be text, not 'null'. YAML reads it as nothing; quotes make it text.",
    ],
    ["name: production", "name: ~", "error [~] 'name' must be text, not '~'. YAML reads it as nothing."],
    ["name: production", "name:", "error [name] 'name' must be text; it is empty."],
    [
      "name: production",
      "name: ''",
      "error [''] 'name' must be at most 63 lower-case letters, digits and '-', beginning and ending with a letter or digit; it is empty.",
    ],
    [
      "domain: openvidu.example.io",
      'domain: ""',
      "error [\"\"] 'domain' must be a domain name such as openvidu.example.io; it is empty.",
    ],
    [
      "rtcEngine: pion",
      "rtcEngine: pyon",
      "error [pyon] 'rtcEngine' must be pion or mediasoup, not 'pyon'. Did you mean 'pion'?",
    ],
    ["rtcEngine: pion", "rtcEngine: [pion]", "error [[pion]] 'rtcEngine' must be pion or mediasoup."],
    [
      "rtcEngine: pion",
      "firewall: iptables",
      "error [iptables] 'firewall' must be none, ufw, firewalld or nftables, not 'iptables'. Did you mean 'nftables'?",
    ],
    [
      "rtcEngine: pion",
      "loadBalancing: nlb",
      "error [nlb] 'loadBalancing' must be dns or external, not 'nlb'.",
    ],
    ["rtmp: true", "rtmp: yes", "error [yes] 'ingress.rtmp' must be true or false, not 'yes'."],
    ["rtmp: true", "rtmp: 1", "error [1] 'ingress.rtmp' must be true or false, not '1'."],
    [
      "modules: [observability, openviduMeet, v2compatibility]",
      "modules: observability",
      "error [observability] 'modules' must be a list, not 'observability'.",
    ],
    [
      "modules: [observability, openviduMeet, v2compatibility]",
      "modules: [observability, 7]",
      "error [7] Item 2 of 'modules' must be text, not '7'. YAML reads it as a number; quotes make it text.",
    ],
    ["ssh:\n", "ssh:\n  port: 0\n", "error [0] 'ssh.port' must be between 1 and 65535, not '0'."],
    ["ssh:\n", "ssh:\n  port: 65536\n", "error [65536] 'ssh.port' must be between 1 and 65535, not '65536'."],
    ["ssh:\n", "ssh:\n  port: 22.5\n", "error [22.5] 'ssh.port' must be a whole number, not '22.5'."],
    [
      "ssh:\n",
      'ssh:\n  port: "22"\n',
      "error [\"22\"] 'ssh.port' must be a whole number, and '22' is text because of its quotes.",
    ],
    [
      "ssh:\n",
      "ssh:\n  jumpHost: { host: a }\n",
      "error [{ host: a }] 'ssh.jumpHost' must be text or a list.",
    ],
    [
      "ssh:\n",
      "ssh:\n  hostKey: SHA256:abc\n",
      "error [SHA256:abc] 'ssh.hostKey' must be a fingerprint such as SHA256:… (43 characters), not 'SHA256:abc'.",
    ],
    [
      "name: master-2",
      "name: master 2",
      "error [master 2] 'name' of master node 2 must be letters, digits, '.' and '-', beginning and ending with a letter or digit, not 'master 2'.",
    ],
    [
      "protocol: tcp",
      "protocol: sctp",
      "error [sctp] 'protocol' of item 1 of 'otherServices' of master-1 must be tcp or udp, not 'sctp'.",
    ],
  ])("%s, written as %s", (from, to, expected) => {
    expect(told(line(from, to))).toEqual([expected]);
  });

  it.each<[string, string]>([
    [
      "installer: { baseUrl: get.openvidu.io }",
      "error [get.openvidu.io] 'installer.baseUrl' must be an http or https address, not 'get.openvidu.io'.",
    ],
    [
      "installer: { sha256: { master: ABC } }",
      "error [ABC] 'installer.sha256.master' must be 64 lower-case hexadecimal digits, not 'ABC'.",
    ],
    [
      "installer: { environment: { DOCKER_VERSION: 29.5 } }",
      "error [29.5] 'installer.environment.DOCKER_VERSION' must be text, not '29.5'. YAML reads it as a number; quotes make it text.",
    ],
    [
      "installer: { environment: { MY-IMAGE: x } }",
      "error [MY-IMAGE] 'MY-IMAGE' cannot name an environment variable: letters, digits and '_' only, and no digit first.",
    ],
    [
      "installer: { arguments: { master: --foo } }",
      "error [--foo] 'installer.arguments.master' must be a list, not '--foo'.",
    ],
    [
      "credentials: { redisPassword: 1234 }",
      "error [1234] 'credentials.redisPassword' must be text. YAML reads it as something else than text; quotes make it text.",
    ],
    [
      "credentials: { mongoAdminUser: a=b }",
      "error [a=b] 'credentials.mongoAdminUser' must be text without blanks, quotes and # = | & /, not 'a=b'.",
    ],
  ])("%s", (yaml, expected) => {
    expect(told(extra(yaml))).toEqual([expected]);
  });

  it("tells several wrong words on one line each at its own place", () => {
    expect(
      told(
        line(
          "modules: [observability, openviduMeet, v2compatibility]",
          "modules: [1, observability, 2, true]",
        ),
      ),
    ).toEqual([
      "error [1] Item 1 of 'modules' must be text, not '1'. YAML reads it as a number; quotes make it text.",
      "error [2] Item 3 of 'modules' must be text, not '2'. YAML reads it as a number; quotes make it text.",
      "error [true] Item 4 of 'modules' must be text, not 'true'. YAML reads it as yes or no; quotes make it text.",
    ]);
  });

  it("tells a wrong value that many use by an alias once, where it is written", () => {
    const text = manifest(
      ["ssh:\n  user: ubuntu", "ssh: &ssh\n  user: ubuntu\n  port: none"],
      ["name: master-1", "name: master-1\n    ssh: *ssh"],
      ["name: master-2", "name: master-2\n    ssh: { <<: *ssh, user: root }"],
    );
    expect(told(text)).toEqual(["error [none] 'ssh.port' must be a whole number, not 'none'."]);
  });
});

describe("unknown keys", () => {
  it("are told with the nearest key, and a fix", () => {
    const text = line("modules:", "module:");
    const finding = onlyFinding(text);
    expect(told(text)).toEqual([
      "error [module] 'module' is not a key of a manifest. Did you mean 'modules'?",
    ]);
    expect(finding.fixes.map((fix) => [fix.title, applyFix(text, fix)])).toEqual([
      ["Change to 'modules'", production],
    ]);
  });

  it("never suggest a key that is there already", () => {
    expect(told(extra("modulez: []"))[0]).toMatch(
      /^error \[modulez\] 'modulez' is not a key of a manifest\. Known here: name, release, /,
    );
    expect(onlyFinding(extra("modulez: []")).fixes.map(({ title }) => title)).toEqual(["Remove 'modulez'"]);
  });

  it("are told where they stand, deep down too", () => {
    expect(told(line("name: media-2", "name: media-2\n    ssh: { username: root }"))).toEqual([
      "error [username] 'username' is not a key of 'ssh' of media-2. Known here: host, user, port, identityFile, jumpHost, sudoPassword and hostKey.",
    ]);
    expect(told(line("name: master-2", "name: master-2\n    forcePublicIp: true"))).toEqual([
      "error [forcePublicIp] 'forcePublicIp' is not a key of master-2. Only media nodes have it.",
    ]);
    expect(told(line("certificate:\n  type: letsencrypt\n", "certificate:\n  type:letsencrypt\n"))).toEqual([
      "error [type:letsencrypt] 'certificate' must be a mapping of keys and values. A blank belongs after a key's ':'.",
    ]);
  });

  it("that stand too deep are sent to where they belong", () => {
    expect(told(line("license:", "  license:"))).toEqual([
      "error [license] 'license' is not a key of 'certificate'. It belongs to the top level: indent it less.",
    ]);
  });

  it("of one misspelling are one finding, where the key was required too", () => {
    const text = line("domain: openvidu", "domian: openvidu");
    expect(told(text)).toEqual([
      "error [domian] 'domian' is not a key of a manifest. Did you mean 'domain'?",
    ]);
    expect(onlyFinding(text).fixes.map((fix) => applyFix(text, fix))).toEqual([production]);
  });
});

describe("missing keys", () => {
  it.each(["name", "release", "domain", "license"])("%s is told at the manifest's first key", (key) => {
    const text = production.replace(new RegExp(`^${key}: .*\n`, "m"), "");
    const [found, ...rest] = findingsOf(text).filter(({ code }) => code.startsWith("schema"));
    expect(found?.message).toMatch(new RegExp(`^The manifest needs '${key}'\\. `));
    expect(textAt(text, found?.range ?? { start: 0, end: 0 })).toBe(key === "name" ? "release" : "name");
    expect(rest).toEqual([]);
  });

  it("of a node are told at the node", () => {
    expect(told(line("    privateIp: 10.5.0.3\n", ""))).toEqual([
      "error [name] master-3 needs 'privateIp'. The address at which the other nodes reach this one; private and unique.",
    ]);
    expect(told(line("  type: letsencrypt\n", "  privateKey: a\n"))).toEqual([
      expect.stringContaining("error [certificate] 'certificate' needs 'type'."),
    ]);
    expect(told(line(", port: 9200", ""))).toEqual([
      "error [name] Item 1 of 'otherServices' of master-1 needs 'port'. The port it listens on, or a range such as \"9200-9210\".",
    ]);
  });

  it("of an empty mapping are told at it", () => {
    expect(told(line("certificate:\n  type: letsencrypt\n", "certificate: {}\n"))[0]).toMatch(
      /^error \[certificate\] 'certificate' needs 'type'/,
    );
    expect(
      told(
        replace(production, [
          "  - name: media-2\n    privateIp: 10.5.0.6\n    publicIp: 203.0.113.16\n",
          "  - {}\n",
        ]),
      )[0],
    ).toMatch(/^error \[\{\}\] media node 2 needs 'name'/);
  });
});
