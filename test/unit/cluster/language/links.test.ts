import { describe, expect, it } from "vitest";
import { linksOf } from "../../../../cluster/language/links";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { production } from "../../../fixtures/manifest-builder";
import { textAt } from "./at-cursor";

function linksIn(text: string): string[] {
  return linksOf(new ManifestDocument(text)).map(({ range, target }) => {
    const to = target.kind === "url" ? target.url : `file ${target.path}`;
    return `${textAt(text, range)} → ${to}`;
  });
}

describe("links", () => {
  it("lead to the release's documentation, the domain and the files", () => {
    expect(linksIn(production)).toEqual([
      "3.8.0 → https://openvidu.io/3.8/docs/self-hosting/ha/on-premises/install-dlb/",
      "openvidu.example.io → https://openvidu.example.io/",
      "~/.ssh/id_ed25519 → file ~/.ssh/id_ed25519",
    ]);
  });

  it.each<[name: string, text: string, links: string[]]>([
    [
      "certificate files",
      "certificate:\n  privateKey: certs/a.pem\n  publicKey: 'certs/b.pem'\n",
      ["certs/a.pem → file certs/a.pem", "certs/b.pem → file certs/b.pem"],
    ],
    ["a node's own key", "mediaNodes:\n  - ssh: { identityFile: keys/a }\n", ["keys/a → file keys/a"]],
    ["a secret in a file", "license: ${file:license.txt}\n", ["${file:license.txt} → file license.txt"]],
    [
      "a file behind an alias, once",
      "x: &a { identityFile: k }\nssh: *a\nmediaNodes:\n  - ssh: *a\n  - ssh: { <<: *a }\n",
      ["k → file k"],
    ],
    ["the TURN domain", "turnDomain: turn.example.io\n", ["turn.example.io → https://turn.example.io/"]],
    [
      "how to install a release",
      "release: 3.5.0\n",
      ["3.5.0 → https://openvidu.io/3.5/docs/self-hosting/ha/on-premises/install-dlb/"],
    ],
    ["no release whose documentation is not known", "release: 3.0.0-beta1\n", []],
    ["no domain that is none", "domain: not a domain\n", []],
    ["no address", "domain: 10.0.0.1\n", []],
    ["no literal secret", "license: https://a.example\n", []],
    ["no key that nobody knows", "file: a.pem\n", []],
    ["nothing in an empty file", "", []],
  ])("%s", (_, text, links) => {
    expect(linksIn(text)).toEqual(links);
  });
});
