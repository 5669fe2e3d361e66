import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { releases } from "../../../../cluster/release/catalogue";
import type { Answer } from "../../../../cluster/wizard/question";
import { Wizard } from "../../../../cluster/wizard/wizard";
import { clusterOf, told, toldBesidesAdvice } from "../../../fixtures/manifest-builder";

const MASTERS = "10.5.0.1 203.0.113.11, 10.5.0.2 203.0.113.12, 10.5.0.3 203.0.113.13, 10.5.0.4 203.0.113.14";
const MEDIA = "10.5.0.5 203.0.113.15, 10.5.0.6 203.0.113.16";
const ANSWERS: Readonly<Record<string, Answer>> = {
  name: "production",
  masterNodes: MASTERS,
  mediaNodes: MEDIA,
  domain: "openvidu.example.io",
  license: "abc123",
  email: "ops@example.io",
};

/** Answers everything up to the question with this id, as given or else with what is offered. */
function upTo(id: string | undefined, answers: Readonly<Record<string, Answer>> = {}): Wizard {
  const wizard = new Wizard({ hosts: [] });
  for (;;) {
    const question = wizard.question;
    if (question === undefined || question.id === id) return wizard;
    const answer = answers[question.id] ?? ANSWERS[question.id] ?? wizard.offered ?? "";
    const problem = wizard.next(answer);
    if (problem !== undefined) throw new Error(`${question.id}: ${problem}`);
  }
}

function asked(answers: Readonly<Record<string, Answer>> = {}): string[] {
  const wizard = new Wizard({ hosts: [] });
  const ids: string[] = [];
  for (let question = wizard.question; question !== undefined; question = wizard.question) {
    ids.push(question.title);
    const problem = wizard.next(answers[question.id] ?? ANSWERS[question.id] ?? wizard.offered ?? "");
    if (problem !== undefined) throw new Error(`${question.id}: ${problem}`);
  }
  return ids;
}

describe("the wizard", () => {
  it("asks for the release first, and then what OpenVidu's wizard asks, in its order and words", () => {
    expect(asked({ release: "3.0.0-beta1" }).slice(0, 13)).toEqual([
      "OpenVidu release",
      "Name of the cluster",
      "Write all 'Master Node' Private IPs separated by commas",
      "Write your OpenVidu PRO License",
      "Do you want to use an external load balancer?",
      "Select which certificate type to use",
      "Domain name",
      "(Optional) Turn domain name",
      "Select which RTC engine to use",
      "Modules to enable",
      "Let's Encrypt email",
      "Secrets, usernames, and passwords",
      "Write all 'Media Node' Private IPs separated by commas",
    ]);
  });

  it("asks only what the release and the former answers leave open", () => {
    const newest = asked();
    expect(newest).not.toContain("Let's Encrypt email");
    expect(newest).not.toContain("(Optional) Turn domain name");
    const external = asked({ loadBalancing: "external", release: "3.8.0" });
    expect(external).not.toContain("Select which certificate type to use");
    expect(external).toContain("(Optional) Turn domain name");
    const own = asked({ release: "3.5.0", certificateType: "owncert", turnDomain: "turn.example.io" });
    expect(own.filter((title) => title.includes("file of"))).toHaveLength(4);
    expect(
      asked({
        masterNodes: "10.5.0.1,10.5.0.2,10.5.0.3,10.5.0.4",
        masterPublicIps: "203.0.113.1,203.0.113.2,203.0.113.3,203.0.113.4",
      }),
    ).toContain("Write all 'Master Node' Public IPs separated by commas");
  });

  it("offers the newest pinned release", () => {
    expect(new Wizard({ hosts: [] }).offered).toBe(releases.at(-1)?.version);
  });

  it.each([
    ["name", "Production!", "'name'"],
    ["name", "", "'name'"],
    ["masterNodes", "10.5.0.1,10.5.0.2,10.5.0.3", "exactly 4 master nodes; here are 3"],
    ["masterNodes", "", "Write an address for each node."],
    ["masterNodes", "10.5.0.1,10.5.0.1,10.5.0.3,10.5.0.4", "10.5.0.1 is also the address of"],
    ["masterNodes", "10.5.0.1,10.5.0.2,10.5.0.3,10.5.0.400", "'10.5.0.400' is not an IPv4 address"],
    ["masterNodes", "a 10.5.0.1,a 203.0.113.2,10.5.0.3,10.5.0.4", "exactly 4"],
    ["license", "two words", "break a secret at a blank"],
    ["license", "${vault:x}", "no reference kind 'vault'"],
    ["loadBalancing", "maybe", "Choose one of the list."],
    ["certificateType", "zerossl", "No public source tells"],
    ["domain", "10.5.0.1", "is an address"],
    ["domain", "OpenVidu.example.io", "has capitals"],
    ["domain", "", "domain"],
    ["rtcEngine", "webrtc", "Choose one of the list."],
    ["mediaNodes", "10.5.0.5", "With one media node"],
    [
      "mediaNodes",
      "10.5.0.1 203.0.113.15, 10.5.0.6 203.0.113.16",
      "one machine cannot be master and media node",
    ],
    ["mediaNodes", "172.17.0.5, 10.5.0.6", "Docker's own bridge"],
    ["sshPort", "70000", "is not a port"],
    ["sshPort", "443", "Port conflict"],
    ["sshUser", "two words", "Blanks"],
  ])("tells what is wrong with %s = %j, and stays", (id, answer, words) => {
    const wizard = upTo(id);
    expect(wizard.problemWith(answer)).toContain(words);
    expect(wizard.next(answer)).toContain(words);
    expect(wizard.question?.id).toBe(id);
  });

  it("counts public addresses", () => {
    const wizard = upTo("mediaPublicIps", { mediaNodes: "10.5.0.5,10.5.0.6" });
    expect(wizard.next("203.0.113.15")).toBe(
      "2 public addresses are needed, for media-1 and media-2; here are 1.",
    );
    expect(wizard.next("203.0.113.15,10.5.0.9")).toContain("10.5.0.9 is no public address");
    expect(wizard.next("203.0.113.15,203.0.113.16")).toBeUndefined();
  });

  it("goes back and forward without losing answers, and asks anew what no longer fits", () => {
    const wizard = upTo("sshUser", { modules: ["observability"] });
    while (wizard.back());
    expect(wizard.question?.id).toBe("release");
    wizard.next("3.3.0");
    expect(wizard.offered).toBe("production");
    for (let id = wizard.question?.id; id !== "modules"; id = wizard.question?.id)
      expect(wizard.next(wizard.offered ?? "")).toBeUndefined();
    expect(wizard.offered).toEqual(["observability"]);
    expect(wizard.question).toMatchObject({ choices: [{}, {}, { value: "app" }] });
    expect(wizard.back()).toBe(true);
    expect(wizard.question?.id).toBe("rtcEngine");
  });

  it("counts its steps", () => {
    const wizard = new Wizard({ hosts: [] });
    expect(wizard.step.number).toBe(1);
    wizard.next("3.8.0");
    expect(wizard.step.number).toBe(2);
    expect(wizard.step.total).toBeGreaterThan(10);
  });

  it("makes a manifest with comments, without findings, and without secrets", () => {
    const wizard = upTo(undefined, {
      release: "3.8.0",
      ownCredentials: ["credentials.redisPassword"],
      "credentials.redisPassword": "Redis123",
    });
    const { text, secrets } = wizard.result();
    expect(told(text)).toEqual([]);
    expect(Object.fromEntries(secrets)).toEqual({
      license: "abc123",
      "credentials.redisPassword": "Redis123",
    });
    expect(text).not.toMatch(/abc123|Redis123/);
    expect(text.match(/^#/gm)?.length).toBeGreaterThan(8);
    expect(text).toMatchInlineSnapshot(`
      "# An OpenVidu High Availability cluster. The editor and 'ovcluster validate' check this file;
      # 'OpenVidu: Deploy Cluster' and 'ovcluster deploy' install it.

      # Identifies the cluster on its nodes and in the tree. Lower-case letters, digits and '-'.
      name: production

      # The OpenVidu release to install, for example 3.8.0. \`latest\` is allowed, but a pinned release is
      # safer: all nodes then surely get the same one.
      release: 3.8.0

      # The name that users and applications connect to: a lower-case FQDN with one A record for each
      # master node.
      domain: openvidu.example.io

      # The WebRTC engine of the media nodes.
      rtcEngine: pion

      # Optional parts of OpenVidu to switch on. Which there are depends on the release.
      modules: [observability, v2compatibility, openviduMeet]

      # Where the certificate for the domain comes from. Required with \`loadBalancing: dns\`.
      certificate:
        type: letsencrypt

      # The OpenVidu PRO license. Keep it out of the file: \`\${secret:license}\`.
      license: \${secret:license}

      # User names and secrets of the services. Whatever is left out is generated once and kept in the
      # secret store.
      credentials:
        redisPassword: \${secret:credentials.redisPassword}

      # How to reach the nodes. These are defaults; a node's own \`ssh\` overrides them key by key.
      ssh:
        user: ubuntu

      # The master nodes: exactly four. They hold the data and share the load of the API.
      masterNodes:
        - name: master-1
          privateIp: 10.5.0.1
          publicIp: 203.0.113.11
        - name: master-2
          privateIp: 10.5.0.2
          publicIp: 203.0.113.12
        - name: master-3
          privateIp: 10.5.0.3
          publicIp: 203.0.113.13
        - name: master-4
          privateIp: 10.5.0.4
          publicIp: 203.0.113.14

      # The media nodes: at least one, better two. They carry the audio and video.
      mediaNodes:
        - name: media-1
          privateIp: 10.5.0.5
          publicIp: 203.0.113.15
        - name: media-2
          privateIp: 10.5.0.6
          publicIp: 203.0.113.16
      "
    `);
  });

  it("connects to hosts of the ssh configuration by their names", () => {
    const hosts = [1, 2, 3, 4].map((n) => ({
      alias: `web-${String(n)}`,
      hostName: `203.0.113.${String(n)}`,
    }));
    const wizard = new Wizard({ hosts });
    wizard.next("3.8.0");
    wizard.next("production");
    expect(wizard.next("web-1, web-2 10.5.0.2, web-3 10.5.0.3, web-4 10.5.0.4")).toBe(
      "Write the private address beside web-1: the nodes reach each other there.",
    );
    expect(wizard.next("web-1 10.5.0.1, web-2 10.5.0.2, web-3 10.5.0.3, web-4 10.5.0.4")).toBeUndefined();
  });
});

const word = fc.constantFrom(
  "",
  "a",
  "3.10",
  "yes",
  "#x",
  "a b",
  "${env:A}",
  "é",
  "0x1f",
  "- a",
  "null",
  "openvidu.example.io",
  "x.y",
);
const address = fc.constantFrom(
  ...[
    "10.5.0.1",
    "10.5.0.7",
    "203.0.113.20",
    "172.16.1.1",
    "192.168.1.9",
    "198.51.100.1",
    "10.255.255.1",
    "1.2.3",
  ],
);

describe("any accepted answers", () => {
  it("give a manifest without findings and with their meaning", () => {
    fc.assert(
      fc.property(
        fc.infiniteStream(
          fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), word, fc.array(address, { maxLength: 5 })),
        ),
        (stream) => {
          const wizard = new Wizard({ hosts: [{ alias: "a", hostName: "10.5.0.1" }] });
          const accepted: Record<string, Answer> = {};
          for (let question = wizard.question; question !== undefined; question = wizard.question) {
            const [chance, text, addresses] = stream.next().value as [number, string, string[]];
            const wild: Answer =
              question.kind === "choice"
                ? (question.choices[Math.floor(chance * question.choices.length)]?.value ?? "")
                : question.kind === "choices"
                  ? question.choices
                      .filter((_choice, index) => (chance * 64) % (index + 2) > 1)
                      .map(({ value }) => value)
                  : question.kind === "list"
                    ? addresses.join(" ")
                    : text;
            const answer = wizard.problemWith(wild) === undefined ? wild : question.sample;
            expect(wizard.next(answer), question.id).toBeUndefined();
            accepted[question.id] = answer;
          }
          const { text: manifest } = wizard.result();
          expect(toldBesidesAdvice(manifest)).toEqual([]);
          const cluster = clusterOf(manifest);
          expect(cluster.releaseName).toBe(accepted["release"]);
          expect(cluster.name).toBe(accepted["name"]);
          expect(cluster.domain).toBe(String(accepted["domain"]).trim());
          expect(cluster.features.loadBalancing).toBe(accepted["loadBalancing"]);
          expect(cluster.features.rtcEngine).toBe(accepted["rtcEngine"]);
          expect([...cluster.features.modules].sort()).toEqual([accepted["modules"] ?? []].flat().sort());
          expect(cluster.features.certificateType).toBe(accepted["certificateType"]);
          expect(cluster.turnDomain).toBe(String(accepted["turnDomain"] ?? "").trim() || undefined);
          expect(cluster.masters).toHaveLength(4);
          const written =
            [accepted["masterNodes"], accepted["mediaNodes"]].join(" ").match(/[\d.]{7,}/g) ?? [];
          const known = cluster.nodes.flatMap(({ privateIp, publicIp }) => [privateIp, publicIp]);
          for (const ip of written) expect(known).toContain(ip);
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);
});
