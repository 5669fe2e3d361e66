import { describe, expect, it } from "vitest";
import { checkManifest } from "../../../../cluster/manifest/check-manifest";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { rules } from "../../../../cluster/rules/rules";
import { NOWHERE, type Surroundings } from "../../../../cluster/surroundings";
import { manifest } from "../../../fixtures/manifest-builder";

/** A machine that has the key of the production example, and nothing else. */
const EMPTY_MACHINE: Surroundings = {
  ...NOWHERE,
  file: (path) =>
    path === "~/.ssh/id_ed25519" ? { kind: "file" } : { kind: "problem", problem: "does not exist" },
  sshHosts: [],
};

/** What an example cannot do without being told about by another rule too. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  // No release whose ports behind a load balancer are unknown can be installed as it comes.
  "load-balancer-ports": ["installable-release"],
  // No release that still takes a TURN certificate is the newest.
  "unused-switches": ["dropped-later", "certificate-files"],
};

describe("the example of a rule", () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))("is told by it, and by no other: %s", (id, rule) => {
    const document = new ManifestDocument(manifest(...rule.example));
    const found = checkManifest(document, EMPTY_MACHINE).findings.map(({ code }) => code);
    expect(found).toContain(id);
    expect(new Set(found)).toEqual(new Set([id, ...(ALSO[id] ?? [])]));
  });
});
