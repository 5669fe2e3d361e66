import { describe, expect, it } from "vitest";
import { installSections } from "../../../../cluster/installer/install-sections";
import { releases } from "../../../../cluster/release/catalogue";
import {
  BALANCINGS,
  CERTIFICATES,
  documentedCommand,
  documentedPreparation,
  hasCall,
  RELEASES,
  takesTurn,
  type Case,
} from "../../../fixtures/document/command-table";
import { clusterOf, findingsOf } from "../../../fixtures/manifest-builder";

const CASES = RELEASES.flatMap((release) =>
  BALANCINGS.flatMap((balancing) =>
    CERTIFICATES.map((certificate): Case => ({ release, certificate, balancing })),
  ),
);

function certificateOf({ release, certificate, balancing }: Case): string {
  const turn = ", turnPrivateKey: turn-privkey.pem, turnPublicKey: turn-fullchain.pem";
  switch (certificate) {
    case "selfsigned":
      return "{ type: selfsigned }";
    case "letsencrypt":
      return `{ type: letsencrypt${hasCall(release) && balancing === "dns" ? ", email: example@example.io" : ""} }`;
    case "zerossl":
      return "{ type: zerossl, apiKey: xxxxx }";
    case "owncert": {
      const withTurn = takesTurn({ release, certificate, balancing: "dns" });
      return `{ type: owncert, privateKey: privkey.pem, publicKey: fullchain.pem${withTurn && balancing === "dns" ? turn : ""} }`;
    }
  }
}

/** A manifest with everything that the release can have. */
function manifestFor(of: Case): string {
  const call = hasCall(of.release);
  return [
    "name: document",
    `release: ${of.release}`,
    "domain: openvidu.example.io",
    ...(takesTurn(of) ? ["turnDomain: turn.example.io"] : []),
    `loadBalancing: ${of.balancing}`,
    "rtcEngine: pion",
    `modules: [v2compatibility, ${call ? "app" : "openviduMeet"}, observability]`,
    `certificate: ${certificateOf(of)}`,
    "license: xxxxx",
    ...(call ? [] : ["credentials: { meetInitialApiKey: xxxxx }"]),
    "masterNodes:",
    ...[1, 2, 3, 4].map((n) => `  - { name: m${n}, privateIp: 10.5.0.${n}, publicIp: 203.0.113.${n} }`),
    "mediaNodes:",
    ...[5, 6].map((n) => `  - { name: w${n}, privateIp: 10.5.0.${n}, publicIp: 203.0.113.${n} }`),
    "",
  ].join("\n");
}

describe("the installation commands, byte for byte as documented", () => {
  it("are typed for every release of the catalogue", () => {
    expect(releases.map(({ version }) => version).filter((version) => !RELEASES.includes(version))).toEqual(
      [],
    );
  });

  const known = new Set(releases.map(({ version }) => version));
  it.each(CASES.filter(({ release }) => known.has(release)))(
    "at $release with $certificate and $balancing load balancing",
    (of) => {
      const text = manifestFor(of);
      expect(findingsOf(text).filter(({ severity }) => severity === "error")).toEqual([]);
      const commands = installSections(clusterOf(text), () => "xxxxx").flatMap((section) =>
        section.kind === "commands" ? [section] : [],
      );
      expect(commands.map(({ command }) => command)).toEqual([
        documentedCommand("master", of),
        documentedCommand("media", of),
      ]);
      expect(commands[0]?.preparation).toEqual(documentedPreparation(of));
      expect(commands[1]?.preparation).toEqual([]);
    },
  );
});
