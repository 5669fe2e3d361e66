import { describe, expect, it } from "vitest";
import { manifest, production, told } from "../../../fixtures/manifest-builder";

const MASTER_4 = "  - name: master-4\n    privateIp: 10.5.0.4\n    publicIp: 203.0.113.14\n";

describe("the number of master nodes", () => {
  it("is four", () => {
    expect(told(production, "four-masters")).toEqual([]);
  });

  it("says how many are missing, or too many", () => {
    expect(told(manifest([MASTER_4, ""]))).toEqual([
      "error [masterNodes] OpenVidu High Availability has exactly 4 master nodes; here are 3. Add 1.",
    ]);
    const five = MASTER_4.replace("master-4", "master-5")
      .replace("10.5.0.4", "10.5.0.9")
      .replace("113.14", "113.19");
    expect(told(manifest([MASTER_4, MASTER_4 + five]))).toEqual([
      "error [masterNodes] OpenVidu High Availability has exactly 4 master nodes; here are 5. Remove 1.",
    ]);
  });

  it("is told once for an empty list, and is the schema's affair where there is no list", () => {
    const list = production.slice(production.indexOf("masterNodes:"), production.indexOf("mediaNodes:"));
    expect(told(manifest([list, "masterNodes: []\n"]))).toEqual([
      "error [masterNodes] OpenVidu High Availability has exactly 4 master nodes; here are 0. Add 4.",
    ]);
    expect(told(manifest([list, "masterNodes: 4\n"]))).toEqual([
      "error [4] 'masterNodes' must be a list, not '4'.",
    ]);
    expect(told(manifest([list, "masterNodes:\n"]))).toEqual([
      "error [masterNodes] 'masterNodes' must be a list; it is empty.",
    ]);
  });
});
