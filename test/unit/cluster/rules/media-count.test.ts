import { describe, expect, it } from "vitest";
import { manifest, production, told } from "../../../fixtures/manifest-builder";

const MEDIA_2 = "  - name: media-2\n    privateIp: 10.5.0.6\n    publicIp: 203.0.113.16\n";
const list = production.slice(production.indexOf("mediaNodes:"));

describe("the number of media nodes", () => {
  it("is an error at none, a warning at one, and fine from two on", () => {
    expect(told(manifest([list, "mediaNodes: []\n"]))).toEqual([
      "error [mediaNodes] Without a media node there are no calls. Add at least one, better two.",
    ]);
    expect(told(manifest([MEDIA_2, ""]))).toEqual([
      "warning [mediaNodes] With one media node, calls end when it fails. Add a second one.",
    ]);
    expect(told(production)).toEqual([]);
  });
});
