import { describe, expect, it } from "vitest";
import { checkManifest, hasErrors } from "../../../../cluster/manifest/check-manifest";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { clusterOf, manifest, production, replace } from "../../../fixtures/manifest-builder";

describe("a cluster", () => {
  it("has the documented defaults", () => {
    const cluster = clusterOf(production);
    expect(cluster).toMatchObject({
      name: "production",
      releaseName: "3.8.0",
      firewall: "none",
      credentials: {},
      license: { kind: "secret", name: "license" },
      installer: {
        baseUrl: "http://get.openvidu.io",
        sha256: {},
        environment: {},
        arguments: { master: [], media: [] },
      },
    });
    expect(cluster.nodes.map(({ name }) => name)).toEqual([
      "master-1",
      "master-2",
      "master-3",
      "master-4",
      "media-1",
      "media-2",
    ]);
    expect(cluster.nodes[4]).toMatchObject({
      role: "media",
      index: 0,
      path: ["mediaNodes", 0],
      forcePublicIp: false,
    });
    expect(cluster.masters[0]?.otherServices).toEqual([
      { name: "backup-agent", protocol: "tcp", first: 9200, last: 9200 },
    ]);
  });

  it("merges a node's ssh settings over the common ones, key by key", () => {
    const text = manifest(
      ["ssh:\n", "ssh:\n  port: 2222\n  jumpHost: bastion\n  sudoPassword: ${secret:sudo}\n"],
      ["name: master-2", "name: master-2\n    ssh: { user: root, jumpHost: [a, b], host: m2.lan }"],
    );
    const [one, two] = clusterOf(text).masters.map(({ ssh }) => ssh);
    expect(one).toEqual({
      host: "203.0.113.11",
      port: 2222,
      user: "ubuntu",
      identityFile: "~/.ssh/id_ed25519",
      jumpHosts: ["bastion"],
      sudoPassword: { kind: "secret", name: "sudo" },
    });
    expect(two).toMatchObject({ host: "m2.lan", port: 2222, user: "root", jumpHosts: ["a", "b"] });
  });

  it("is reached at the private address where there is no public one", () => {
    const text = manifest(
      ["rtcEngine: pion", "loadBalancing: external"],
      ["    publicIp: 203.0.113.12\n", ""],
    );
    expect(clusterOf(text).masters[1]?.ssh.host).toBe("10.5.0.2");
  });

  it("never forces a master's public address", () => {
    expect(clusterOf(production).masters.every(({ forcePublicIp }) => !forcePublicIp)).toBe(true);
  });

  it("is there with findings of the rules, so that its commands can be shown", () => {
    const { cluster, findings } = checkManifest(new ManifestDocument(manifest(["port: 9200", "port: 9100"])));
    expect(cluster).toBeDefined();
    expect(hasErrors(findings)).toBe(true);
  });

  it.each([
    ["a wrong value", ["rtcEngine: pion", "rtcEngine: x"]],
    ["a missing key", ["license: ${secret:license}\n", ""]],
    ["a reference that cannot be read", ["${secret:license}", "${vault:x}"]],
    [
      "a user name's reference that cannot be read",
      ["ssh:\n", "credentials: { mongoAdminUser: '${vault:x}' }\nssh:\n"],
    ],
    ["an unknown release", ["release: 3.8.0", "release: 1.0.0"]],
    ["a fault of YAML", ["license:", "license: 'a"]],
    ["a second document", ["license:", "---\nlicense:"]],
  ] as const)("is not there with %s", (_, change) => {
    expect(checkManifest(new ManifestDocument(replace(production, change))).cluster).toBeUndefined();
  });

  it("keeps the facts in force for a release that is newer than the catalogue, and its name for the installer", () => {
    const cluster = clusterOf(manifest(["release: 3.8.0", "release: 4.0.0"]));
    expect([cluster.releaseName, cluster.release.version]).toEqual(["4.0.0", "3.9.0"]);
  });
});
