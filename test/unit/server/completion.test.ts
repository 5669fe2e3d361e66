import { describe, expect, it } from "vitest";
import { complete } from "./completing";

const HEAD = "name: a\nrelease: 3.8.0\n";

describe("completion of keys", () => {
  it("offers the required keys first and leaves out those that are there", () => {
    const { items, labels } = complete(`${HEAD}|\n`);
    const sorted = [...items].sort((one, other) => (one.sortText ?? "").localeCompare(other.sortText ?? ""));
    expect(sorted.slice(0, 4).map((item) => item.label)).toEqual([
      "domain",
      "license",
      "masterNodes",
      "mediaNodes",
    ]);
    expect(labels).not.toContain("name");
    expect(labels).toContain("firewall");
  });

  it.each<[name: string, text: string, label: string, after: string]>([
    ["a scalar's key", "fire|\n", "firewall", "firewall: \n"],
    ["a mapping's key, with room for its first child", "cert|\n", "certificate", "certificate:\n  \n"],
    ["a list's key, with its first dash", "mod|\n", "modules", "modules:\n  - \n"],
    ["a key whose colon is there", "fire|: ufw\n", "firewall", "firewall: ufw\n"],
    [
      "a key whose children are there",
      "name: a\ncert|\n  type: owncert\n",
      "certificate",
      "name: a\ncertificate:\n  type: owncert\n",
    ],
    ["a child after its key", "certificate: |\n", "type", "certificate:\n  type: \n"],
    ["a child after its key and colon", "certificate:|\n", "type", "certificate:\n  type: \n"],
    ["a child above another, from column 0", "ssh:\n|\n  user: a\n", "port", "ssh:\n  port: \n  user: a\n"],
    ["the first node", "masterNodes:\n  |\n", "- name", "masterNodes:\n  - name: \n"],
    ["the first node after the key", "masterNodes: |\n", "- name", "masterNodes:\n  - name: \n"],
    ["another node", "mediaNodes:\n  - name: a\n  |\n", "- name", "mediaNodes:\n  - name: a\n  - name: \n"],
    [
      "a key in the middle of a node",
      "mediaNodes:\n  - name: a\n    pub|\n    privateIp: b\n",
      "publicIp",
      "mediaNodes:\n  - name: a\n    publicIp: \n    privateIp: b\n",
    ],
    [
      "the key beside a dash, above the others",
      "mediaNodes:\n  - |\n    privateIp: b\n",
      "name",
      "mediaNodes:\n  - name: \n    privateIp: b\n",
    ],
    [
      "the key beside a dash, in the others' column",
      "mediaNodes:\n  -|\n      privateIp: b\n",
      "name",
      "mediaNodes:\n  -   name: \n      privateIp: b\n",
    ],
    [
      "a mapping inside a node",
      "mediaNodes:\n  - name: a\n    ss|\n",
      "ssh",
      "mediaNodes:\n  - name: a\n    ssh:\n      \n",
    ],
    ["a key of a flow mapping", "ssh: { user: a, | }\n", "port", "ssh: { user: a, port:  }\n"],
    ["a key directly after a comma", "ssh: { user: a,|}\n", "port", "ssh: { user: a, port: }\n"],
    ["a key before others in flow style", "ssh: { | user: a }\n", "port", "ssh: { port: , user: a }\n"],
    ["a key of an unclosed flow mapping", "ssh: { us|\nname: a\n", "user", "ssh: { user:  }\nname: a\n"],
    ["a flow mapping in a flow list", "masterNodes: [|]\n", "name", "masterNodes: [{ name:  }]\n"],
    ["a list's key in flow style", "{ mod| }\n", "modules", "{ modules: [] }\n"],
  ])("%s", (_, text, label, after) => {
    expect(complete(text).choose(label)).toBe(after);
  });

  it("offers what the release in force takes", () => {
    const certificate = "certificate:\n  type: letsencrypt\n  |\n";
    expect(complete(`release: 3.8.0\n${certificate}`).labels).not.toContain("email");
    expect(complete(`release: 3.0.0-beta1\n${certificate}`).labels).toContain("email");
    expect(complete("release: 3.8.0\n|").labels).not.toContain("turnDomain");
    expect(complete("release: 3.8.0\nloadBalancing: external\n|").labels).toContain("turnDomain");
  });

  it.each<[name: string, text: string, labels: string[]]>([
    ["a value", `${HEAD}rel|: ufw\n`, ["domain", "loadBalancing", "rtcEngine", "license", "firewall"]],
    ["a list", `${HEAD}mas|: [a]\n`, ["modules", "masterNodes", "mediaNodes"]],
    [
      "a mapping",
      `${HEAD}cert|:\n  type: owncert\n`,
      ["ingress", "certificate", "credentials", "installer", "ssh"],
    ],
    [
      "nothing yet",
      `${HEAD}ssh: { user: a, p|: }\n`,
      ["host", "port", "identityFile", "jumpHost", "sudoPassword", "hostKey"],
    ],
    [
      "one of its own kind in quotes",
      'ssh: { "po|rt": 22 }\n',
      ["host", "user", "port", "identityFile", "jumpHost", "sudoPassword", "hostKey"],
    ],
  ])("offers over a key that has %s only keys that take it", (_, text, labels) => {
    expect(complete(text).labels).toEqual(labels);
  });

  it("offers nothing behind the end of the document", () => {
    expect(complete("name: a\n...\n|\n").labels).toEqual([]);
    expect(complete("name: a\n---\n|\n").labels).toEqual([]);
    expect(complete("---\nname: a\n|\n").labels).toContain("domain");
  });

  it("offers the keys of a certificate by its type", () => {
    expect(complete(`${HEAD}certificate:\n  type: owncert\n  |\n`).labels).toEqual([
      "privateKey",
      "publicKey",
    ]);
    expect(complete(`${HEAD}certificate:\n  type: zerossl\n  |\n`).labels).toEqual(["apiKey"]);
  });
});

describe("completion of values", () => {
  it.each<[name: string, text: string, labels: string[]]>([
    ["words of the schema", "firewall: |", ["none", "ufw", "firewalld", "nftables"]],
    ["certificate types", "certificate:\n  type: |\n", ["selfsigned", "letsencrypt", "zerossl", "owncert"]],
    ["true and false", "ingress: { rtmp: | }", ["true", "false"]],
    [
      "releases, the newest first",
      "release: |",
      [
        ...["3.9.0", "3.8.0", "3.7.0", "3.6.1", "3.6.0", "3.5.0", "3.4.1", "3.4.0"],
        ...["3.3.0", "3.2.0", "3.1.0", "3.0.0", "3.0.0-beta1", "latest"],
      ],
    ],
    ["engines of the release", `${HEAD}rtcEngine: |`, ["pion", "mediasoup"]],
    ["modules of 3.8.0", `${HEAD}modules: [|]`, ["observability", "v2compatibility", "openviduMeet"]],
    [
      "modules of 3.0.0-beta1",
      "release: 3.0.0-beta1\nmodules: [|]",
      ["observability", "v2compatibility", "app"],
    ],
    [
      "modules that are not there yet",
      `${HEAD}modules: [observability, |, openviduMeet]`,
      ["v2compatibility"],
    ],
    [
      "the same in block style",
      `${HEAD}modules:\n  - observability\n  - |\n  - openviduMeet\n`,
      ["v2compatibility"],
    ],
    [
      "the further arguments that the release's installer takes",
      `${HEAD}installer:\n  arguments:\n    master:\n      - --forceUTCTimezone\n      - |\n`,
      ["aws", "azure", "gcp", "oracle", "digitalocean", "on_premise"].map(
        (place) => `--environment=${place}`,
      ),
    ],
    [
      "no further argument that the release does not take",
      "release: 3.0.0\ninstaller: { arguments: { media: [|] } }\n",
      [],
    ],
    ["a reference for a secret", "license: |", ["${secret:license}"]],
    ["the default where there is nothing to count", "ssh:\n  port: |\n", ["22"]],
    ["nothing where anything may stand", "domain: |", []],
    ["nothing for a key that nobody knows", "other: |", []],
    ["nothing in a comment", "firewall: # |", []],
  ])("offers %s", (_, text, labels) => {
    expect(complete(text).labels).toEqual(labels);
  });

  it.each<[name: string, text: string, label: string, after: string]>([
    ["after the colon's blank", "firewall: |\n", "ufw", "firewall: ufw\n"],
    ["directly after the colon", "firewall:|\n", "ufw", "firewall: ufw\n"],
    ["before a comment", "firewall: |# why\n", "ufw", "firewall: ufw # why\n"],
    ["over the whole word", "firewall: n|one # why\n", "ufw", "firewall: ufw # why\n"],
    ["in its quotes", "firewall: 'n|'\n", "ufw", "firewall: 'ufw'\n"],
    ["in quotes that nobody closed", 'firewall: "|\nname: "a"\n', "ufw", 'firewall: "ufw"\nname: "a"\n'],
    ["without quotes that would change it", "ingress:\n  rtmp: 't|'\n", "true", "ingress:\n  rtmp: true\n"],
    ["on its own line", "firewall:\n  |\n", "ufw", "firewall:\n  ufw\n"],
    [
      "as a list's first item",
      `${HEAD}modules:|\n`,
      "- observability",
      `${HEAD}modules:\n  - observability\n`,
    ],
    ["into a quoted list", 'modules: ["obs|, "app"]', "observability", 'modules: ["observability", "app"]'],
    [
      "into a list that nobody closed",
      "modules: [obs|\nname: a\n",
      "observability",
      "modules: [observability]\nname: a\n",
    ],
    [
      "as an argument",
      `${HEAD}installer: { arguments: { master: [--env|] } }\n`,
      "--environment=aws",
      `${HEAD}installer: { arguments: { master: [--environment=aws] } }\n`,
    ],
    [
      "with quotes where flow style needs them",
      "credentials: { redisPassword: | }",
      "${secret:credentials.redisPassword}",
      'credentials: { redisPassword: "${secret:credentials.redisPassword}" }',
    ],
  ])("writes a value %s", (_, text, label, after) => {
    expect(complete(text).choose(label)).toBe(after);
  });
});
