import { describe, expect, it } from "vitest";
import { urlsText } from "../../../cli/status-text";
import { clusterUrls } from "../../../cluster/release/cluster-urls";
import { clusterOf, manifest, production } from "../../fixtures/manifest-builder";

function textFor(text: string): string[] {
  return urlsText({ urls: clusterUrls(clusterOf(text)) }).split("\n");
}

describe("the addresses of a cluster in the terminal", () => {
  it("are marked where no public source confirms them, with what is not known", () => {
    const lines = textFor(production);
    expect(lines.find((line) => line.startsWith("OpenVidu Meet "))).toMatch(/example\.io\/meet \*$/);
    expect(lines.find((line) => line.startsWith("OpenVidu Dashboard "))).toMatch(/\/dashboard$/);
    expect(lines).toContain(
      "* Unverified: The installation documents print it as https://{domain}/, the release notes as /meet.",
    );
    expect(lines.filter((line) => line.startsWith("* Unverified: "))).toHaveLength(2);
  });

  it("have no marks where all are documented", () => {
    const beta = manifest(
      ["release: 3.8.0", "release: 3.0.0-beta1"],
      ["openviduMeet", "app"],
      ["  type: letsencrypt\n", "  type: letsencrypt\n  email: ops@example.io\n"],
    );
    expect(textFor(beta).join("\n")).not.toContain("*");
  });
});
