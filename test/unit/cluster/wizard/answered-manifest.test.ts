import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer } from "../../../../cluster/wizard/question";
import { Wizard } from "../../../../cluster/wizard/wizard";
import { TestAuthority } from "../../../fixtures/certificates";
import { clusterOf, findingsOf, told } from "../../../fixtures/manifest-builder";
import { upTo, wizardWorld } from "../../../fixtures/wizard";

describe("the manifest of the answers", () => {
  it("has comments, no findings and no secrets", async () => {
    const wizard = await upTo(undefined, {
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

/** Files that fit whatever the answers name: each holds the key and the chain. */
const PAIR = (() => {
  const authority = new TestAuthority();
  const { key, certificate } = authority.server("openvidu.example.io", "x.y");
  return key + certificate + authority.intermediate.certificate;
})();

describe("any accepted answers", () => {
  it("give a manifest with their meaning, and with no findings but those that were remarked", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(
          fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), word, fc.array(address, { maxLength: 5 })),
        ),
        async (stream) => {
          const wizard = new Wizard({
            ...wizardWorld([{ alias: "a", hostName: "10.5.0.1" }]),
            read: () => Promise.resolve({ kind: "text", text: PAIR }),
          });
          const remarks: string[] = [];
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
            const judged = await wizard.judge(wild);
            const answer = judged.kind === "problem" ? question.sample : wild;
            const told = await wizard.next(answer);
            expect(told.kind, question.id).not.toBe("problem");
            if (told.kind === "remark") remarks.push(told.message);
            accepted[question.id] = answer;
          }
          const { text: manifest } = wizard.result();
          for (const { code, severity, message } of findingsOf(manifest)) {
            // What a later release does not take is nothing to mend now, and who chose self-signed has read what it is.
            if (severity === "hint" || code === "self-signed") continue;
            expect(severity).toBe("warning");
            expect(remarks.join(" ")).toContain(message);
          }
          const unwrapped = manifest.replaceAll("\n# ", " ");
          for (const remark of remarks) expect(unwrapped).toContain(remark);
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
