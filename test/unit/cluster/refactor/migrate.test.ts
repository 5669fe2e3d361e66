import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkManifest } from "../../../../cluster/manifest/check-manifest";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { migrate } from "../../../../cluster/refactor/migrate";
import type { Migration } from "../../../../cluster/refactor/migration";
import { releases, releaseInForce } from "../../../../cluster/release/catalogue";
import {
  applyFix,
  AT_BETA1,
  findingsOf,
  manifest,
  production,
  told,
} from "../../../fixtures/manifest-builder";

function migration(text: string, version: string): Migration {
  const document = new ManifestDocument(text);
  const release = releaseInForce(version);
  if (release === undefined) throw new Error(`No release ${version}.`);
  return migrate(document, checkManifest(document), release);
}

function migrated(text: string, version: string): string {
  const { title, steps } = migration(text, version);
  return applyFix(text, { title, changes: steps.flatMap(({ changes }) => changes) });
}

const CREDENTIALS = [
  ...["livekitApiKey", "dashboardAdminUser", "redisPassword", "grafanaAdminPassword"],
  ...["defaultAppUser", "defaultAppPassword", "defaultAppAdminUser", "defaultAppAdminPassword"],
  ...["meetInitialAdminPassword", "meetInitialApiKey"],
];

/** A manifest of any release, with any of what differs between releases, in either style. */
const manifests = fc
  .record({
    release: fc.constantFrom(...releases),
    take: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    flow: fc.boolean(),
    certificate: fc.constantFrom("selfsigned", "letsencrypt", "owncert"),
    turnCertificate: fc.boolean(),
    credentials: fc.subarray(CREDENTIALS),
    turn: fc.boolean(),
    external: fc.boolean(),
    engine: fc.constantFrom(undefined, "pion", "mediasoup"),
    extra: fc.subarray([
      "--forceUTCTimezone",
      "--experimental-turn-tls-with-main-domain",
      "--environment=aws",
    ]),
    comment: fc.constantFrom("", " # why"),
  })
  .map(
    ({
      release,
      take,
      flow,
      certificate,
      turnCertificate,
      credentials,
      turn,
      external,
      engine,
      extra,
      comment,
    }) => {
      const chosen = release.modules.map(({ name }) => name).filter((_, index) => take[index]);
      const modules = chosen.length > 0 ? chosen : release.modules.map(({ name }) => name);
      const block = (key: string, entries: readonly string[]): string =>
        flow
          ? `${key}: { ${entries.join(", ")} }${comment}\n`
          : `${key}:${comment}\n${entries.map((entry) => `  ${entry}${comment}\n`).join("")}`;
      const given = {
        selfsigned: [],
        letsencrypt: ["email: ops@example.io"],
        owncert: [
          "privateKey: a.pem",
          "publicKey: b.pem",
          ...(turnCertificate ? ["turnPrivateKey: c.pem", "turnPublicKey: d.pem"] : []),
        ],
      };
      const own = [`type: ${certificate}`, ...given[certificate]];
      return [
        `name: any\nrelease: "${release.version}"${comment}\ndomain: openvidu.example.io\n`,
        turn ? `turnDomain: turn.example.io${comment}\n` : "",
        external ? "loadBalancing: external\n" : "",
        engine === undefined ? "" : `rtcEngine: ${engine}\n`,
        flow
          ? `modules: [${modules.join(", ")}]\n`
          : `modules:\n${modules.map((name) => `  - ${name}${comment}\n`).join("")}`,
        external ? "" : block("certificate", own),
        "license: ${secret:license}\n# kept\n",
        credentials.length === 0
          ? ""
          : block(
              "credentials",
              credentials.map((key) => `${key}: \${secret:${key}}`.replace(/\$.*/, flow ? `"$&"` : "$&")),
            ),
        extra.length === 0
          ? ""
          : `installer:\n  arguments: { master: [${extra.join(", ")}] }\n  sha256: { master: ${"a".repeat(64)} }\n`,
        production.slice(production.indexOf("masterNodes:")),
      ].join("");
    },
  );

const ABOUT_RELEASES = new Set([
  "release-keys",
  "known-modules",
  "installer-arguments",
  "schema-unknown-key",
  "yaml-syntax",
]);
/** What only a person can give. */
const LEFT_TO_PEOPLE = "needs 'certificate.email'";

describe("migrating a manifest", () => {
  it.each(releases.map(({ version }) => version))(
    "leaves nothing that %s does not take",
    (version) => {
      fc.assert(
        fc.property(manifests, (text) => {
          const before = findingsOf(text).map(({ code }) => code);
          const after = findingsOf(migrated(text, version)).filter(
            ({ code, message }) => ABOUT_RELEASES.has(code) && !message.includes(LEFT_TO_PEOPLE),
          );
          expect(before).not.toContain("yaml-syntax");
          expect(after.map(({ message }) => message)).toEqual([]);
        }),
        { numRuns: 40 },
      );
    },
    60_000,
  );

  it("says the same a second time: nothing", () => {
    fc.assert(
      fc.property(manifests, fc.constantFrom(...releases), (text, { version }) => {
        const once = migrated(text, version);
        expect(migrated(once, version)).toBe(once);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it("keeps every comment that has a line of its own, and every node", () => {
    fc.assert(
      fc.property(manifests, fc.constantFrom(...releases), (text, { version }) => {
        const after = migrated(text, version);
        expect(after).toContain("\n# kept\n");
        expect(after.slice(after.indexOf("masterNodes:"))).toBe(text.slice(text.indexOf("masterNodes:")));
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it("renames modules both ways", () => {
    const old = migrated(production, "3.3.0");
    expect(old).toContain("modules: [observability, app, v2compatibility]");
    expect(migrated(old, "3.9.0")).toContain("modules: [observability, openviduMeet, v2compatibility]");
  });

  it("adds the e-mail address where it is needed, to be filled in", () => {
    const { notes } = migration(production, "3.0.0");
    expect(migrated(production, "3.0.0")).toContain('certificate:\n  type: letsencrypt\n  email: ""\n');
    expect(notes).toContain("Fill in certificate.email.");
  });

  it("drops the e-mail address where it is not taken", () => {
    const beta = manifest(...AT_BETA1);
    expect(migrated(beta, "3.8.0")).toBe(production);
  });

  it("keeps the engine in force where the default changes", () => {
    const implied = manifest(["rtcEngine: pion\n", ""]);
    expect(migrated(implied, "3.9.0")).toContain("domain: openvidu.example.io\nrtcEngine: pion\n");
    expect(migrated(implied, "3.7.0")).not.toContain("rtcEngine");
  });

  it("removes a block that is left empty, and checksums of the former release's scripts", () => {
    const text = manifest([
      "license:",
      `credentials:\n  meetInitialApiKey: \${secret:meet}\ninstaller:\n  sha256:\n    master: ${"a".repeat(64)}\nlicense:`,
    ]);
    expect(told(text)).toEqual([]);
    const after = migrated(text, "3.3.0");
    expect(after).not.toMatch(/credentials|installer|sha256/);
    expect(after).toContain("license:");
  });

  it("leaves what other places need, and says so", () => {
    const text = manifest([
      "license: ${secret:license}",
      "credentials:\n  meetInitialApiKey: &key ${secret:meet}\n  redisPassword: *key\nlicense: ${secret:license}",
    ]);
    const { notes } = migration(text, "3.3.0");
    expect(migrated(text, "3.3.0")).toContain("meetInitialApiKey: &key");
    expect(notes.join()).toMatch(/credentials\.meetInitialApiKey is not for 3\.3\.0.*by hand/);
  });

  it("tells of no way for a running cluster where no source does", () => {
    expect(migration(manifest(...AT_BETA1), "3.0.0").notes.join()).toMatch(/No source tells of a way/);
    expect(migration(production, "3.7.0").notes.join()).toMatch(/3\.7\.0 is older than 3\.8\.0/);
    expect(migration(production, "3.9.0").notes.join()).not.toMatch(/No source/);
  });

  it("names the release where none was named, and keeps quotes", () => {
    expect(migrated(manifest(["release: 3.8.0\n", ""]), "3.9.0")).toContain(
      "name: production\nrelease: 3.9.0\n",
    );
    expect(migrated(manifest(["3.8.0", "'3.8.0'"]), "3.9.0")).toContain("release: '3.9.0'\n");
  });
});
