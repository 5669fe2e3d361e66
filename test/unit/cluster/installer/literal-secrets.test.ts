import { describe, expect, it } from "vitest";
import { installReadme } from "../../../../cluster/installer/install-readme";
import { installSections } from "../../../../cluster/installer/install-sections";
import { literalSecrets, maskLiteralSecrets } from "../../../../cluster/installer/literal-secrets";
import { clusterOf, manifest, production } from "../../../fixtures/manifest-builder";

const LITERALS = manifest([
  "license: ${secret:license}\n",
  [
    "license: literal-license",
    "credentials: { redisPassword: literal-redis, dashboardAdminUser: ann }",
    "installer:",
    "  baseUrl: http://ann:mirror%21pass@mirror.example.io/openvidu",
    "  environment: { REGISTRY_TOKEN: literal-token, HTTPS_PROXY: 'http://ann:proxy-pass@proxy:3128', DOCKER_VERSION: 29.5.3 }",
    "  arguments: { master: ['--other-secret=literal-extra', '--some-flag', '--environment=on_premise'], media: [] }",
    "",
  ].join("\n"),
]);

const SECRETS = ["literal-token", "proxy-pass", "literal-extra", "mirror%21pass", "mirror!pass"];

describe("secrets that the manifest holds itself", () => {
  it("are known, also where they stand in a URL", () => {
    expect(literalSecrets(clusterOf(LITERALS)).sort()).toEqual([...SECRETS, "proxy-pass"].sort());
    expect(literalSecrets(clusterOf(production))).toEqual([]);
  });

  it("are masked in commands that are only looked at; the rest stays", () => {
    const cluster = clusterOf(LITERALS);
    const shown = JSON.stringify(
      installSections(maskLiteralSecrets(cluster, "•••"), (key, secret) => (secret ? "•••" : key)),
    );
    for (const secret of ["literal-license", "literal-redis", ...SECRETS])
      expect(shown).not.toContain(secret);
    for (const part of [
      "REGISTRY_TOKEN='•••'",
      "HTTPS_PROXY='http://ann:•••@proxy:3128'",
      "DOCKER_VERSION='29.5.3'",
      "'--other-secret=•••'",
      "'--some-flag'",
      "'--environment=on_premise'",
      "http://ann:•••@mirror.example.io/openvidu/pro/ha",
    ])
      expect(shown).toContain(part);
  });

  it("leave a cluster without them as it is", () => {
    expect(maskLiteralSecrets(clusterOf(production), "•••")).toEqual(clusterOf(production));
  });

  it("are in the scripts, and the README beside these says so", () => {
    expect(installReadme(clusterOf(production), [], false)).toContain("The scripts hold no secrets");
    expect(installReadme(clusterOf(LITERALS), [], false)).toContain("The scripts hold the cluster's secrets");
  });
});
