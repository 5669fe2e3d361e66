import { describe, expect, it } from "vitest";
import type { ArgumentFact } from "../../../cluster/cluster";
import { checkManifest } from "../../../cluster/manifest/check-manifest";
import { ManifestDocument } from "../../../cluster/manifest/manifest-document";
import type { Path } from "../../../cluster/source-range";
import { commandLineText } from "../../../server/hover-command-line";

/** The text for a path of a manifest, at a release whose arguments are those given, or its own. */
function textFor(manifest: string, path: Path, facts?: readonly ArgumentFact[]): string {
  const document = new ManifestDocument(manifest);
  const check = checkManifest(document);
  if (check.release === undefined) throw new Error("The manifest names no known release.");
  const release = facts === undefined ? check.release : { ...check.release, arguments: [...facts] };
  return commandLineText(document, { ...check, release }, path);
}

const NODES =
  "release: 3.8.0\nmediaNodes:\n  - publicIp: 1.2.3.4\n    forcePublicIp: true\n  - publicIp: 1.2.3.5\n";

describe("what a key becomes on the installer's command line", () => {
  it("says what no public source confirms", () => {
    const fact: ArgumentFact = {
      name: "--x",
      role: "master",
      value: { key: "domain" },
      source: "S",
      unverified: "Seen once.",
    };
    expect(textFor("release: 3.8.0\ndomain: a.b\n", ["domain"], [fact])).toBe(
      "**On the installer's command line** (3.8.0)\n\n- Master nodes: `--x='a.b'`\n  *Not confirmed by a public source: Seen once.*",
    );
  });

  it("judges a media node's argument by the node itself", () => {
    expect(textFor(NODES, ["mediaNodes", 0, "publicIp"])).toContain("`--public-ip='1.2.3.4'`");
    expect(textFor(NODES, ["mediaNodes", 1, "publicIp"])).toContain(
      "not passed here: only with `forcePublicIp: true`",
    );
  });

  it("shows the argument that a switch brings about", () => {
    const text = textFor(NODES, ["mediaNodes", 0, "forcePublicIp"]);
    expect(text).toContain("Master nodes: `--force-media-node-public-ip`");
    expect(text).toContain("Media nodes: `--public-ip='1.2.3.4'`");
  });

  it("tells one argument once, whatever the certificate", () => {
    const manifest = "release: 3.8.0\ncertificate:\n  type: owncert\n  privateKey: a.pem\n";
    expect(textFor(manifest, ["certificate", "type"]).match(/--certificate-type/g)).toHaveLength(1);
    expect(textFor(manifest, ["certificate", "privateKey"])).toContain("--owncert-private-key='•••'");
  });

  it("masks what the catalogue or the schema calls a secret", () => {
    const manifest = "release: 3.8.0\ncredentials:\n  redisPassword: hunter2\n";
    const open: ArgumentFact = {
      name: "--x",
      role: "master",
      value: { key: "credentials.redisPassword" },
      source: "S",
    };
    expect(textFor(manifest, ["credentials", "redisPassword"])).not.toContain("hunter2");
    expect(textFor(manifest, ["credentials", "redisPassword"], [open])).not.toContain("hunter2");
  });

  it("is silent about keys that no release passes on", () => {
    expect(textFor("release: 3.8.0\nfirewall: ufw\n", ["firewall"])).toBe("");
  });
});
