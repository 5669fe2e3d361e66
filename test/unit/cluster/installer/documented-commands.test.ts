import { describe, expect, it } from "vitest";
import { renderInstallDocument } from "../../../../cluster/installer/install-document";
import { installSections } from "../../../../cluster/installer/install-sections";
import { renderInstallText } from "../../../../cluster/installer/install-text";
import { releases } from "../../../../cluster/release/catalogue";
import {
  BALANCINGS,
  CERTIFICATES,
  documentedBlock,
  documentedOwnWords,
  hasCall,
  RELEASES,
  takesTurn,
  type Case,
} from "../../../fixtures/document/command-table";
import { clusterOf, findingsOf } from "../../../fixtures/manifest-builder";

const CASES = RELEASES.flatMap((release) =>
  BALANCINGS.flatMap((balancing) =>
    CERTIFICATES.flatMap((certificate) =>
      [true, false].flatMap((turn) =>
        [true, false].map((forced): Case => ({ release, certificate, balancing, turn, forced })),
      ),
    ),
  ),
);

function certificateOf({ release, certificate, balancing, turn }: Case): string {
  const turnPair = ", turnPrivateKey: turn-privkey.pem, turnPublicKey: turn-fullchain.pem";
  switch (certificate) {
    case "selfsigned":
      return "{ type: selfsigned }";
    case "letsencrypt":
      return `{ type: letsencrypt${hasCall(release) && balancing === "dns" ? ", email: example@example.io" : ""} }`;
    case "zerossl":
      return "{ type: zerossl, apiKey: xxxxx }";
    case "owncert": {
      const own = turn && balancing === "dns" && takesTurn(release, "dns") ? turnPair : "";
      return `{ type: owncert, privateKey: privkey.pem, publicKey: fullchain.pem${own} }`;
    }
  }
}

/** A manifest with everything that the case asks for and the release can have. */
function manifestFor(of: Case): string {
  const call = hasCall(of.release);
  const public5 = of.forced ? ", forcePublicIp: true" : "";
  return [
    "name: document",
    `release: ${of.release}`,
    "domain: openvidu.example.io",
    ...(of.turn && takesTurn(of.release, of.balancing) ? ["turnDomain: turn.example.io"] : []),
    `loadBalancing: ${of.balancing}`,
    "rtcEngine: pion",
    `modules: [v2compatibility, ${call ? "app" : "openviduMeet"}, observability]`,
    `certificate: ${certificateOf(of)}`,
    "license: xxxxx",
    ...(call ? [] : ["credentials: { meetInitialApiKey: xxxxx }"]),
    "masterNodes:",
    ...[1, 2, 3, 4].map((n) => `  - { name: m${n}, privateIp: 10.5.0.${n}, publicIp: 203.0.113.${n} }`),
    "mediaNodes:",
    `  - { name: media-5, privateIp: 10.5.0.5, publicIp: 203.0.113.5${public5} }`,
    "  - { name: media-6, privateIp: 10.5.0.6, publicIp: 203.0.113.6 }",
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
    "at $release with $certificate and $balancing load balancing, TURN domain $turn, forced public address $forced",
    (of) => {
      const text = manifestFor(of);
      expect(findingsOf(text).filter(({ severity }) => severity === "error")).toEqual([]);
      const sections = installSections(clusterOf(text), () => "xxxxx");
      for (const role of ["master", "media"] as const) {
        const section = sections.find((each) => each.kind === "commands" && each.role === role);
        if (section?.kind !== "commands") throw new Error(`No commands for ${role}.`);
        const block = documentedBlock(role, of);
        expect([...section.preparation, section.command].join("\n")).toBe(block);
        expect(renderInstallDocument([section])).toContain(`\n\`\`\`bash\n${block}\n\`\`\`\n`);
        expect(renderInstallText([section])).toContain(`\n${block}\n`);
        expect(section.perNode.find(({ node }) => node === "media-5")?.words ?? []).toEqual(
          role === "media" ? documentedOwnWords(of) : [],
        );
      }
    },
  );
});
