import { describe, expect, it } from "vitest";
import { AT_BETA1, production, replace, told } from "../../../fixtures/manifest-builder";

const external = replace(production, ["rtcEngine: pion", "rtcEngine: pion\nloadBalancing: external"]);

describe("an external load balancer", () => {
  it("at a release whose ports behind it are nowhere documented is a warning", () => {
    expect(told(replace(external, ...AT_BETA1), "load-balancer-ports")).toEqual([
      "warning [external] No source tells which ports release 3.0.0-beta1 has behind an external load balancer; the firewall tables leave them out. Ask OpenVidu for them, or choose a newer release.",
    ]);
  });

  it("is fine where they are", () => {
    expect(told(external, "load-balancer-ports")).toEqual([]);
  });
});
