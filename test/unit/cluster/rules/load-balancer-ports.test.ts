import { describe, expect, it } from "vitest";
import { AT_BETA1, production, replace, told } from "../../../fixtures/manifest-builder";

const external = replace(production, ["rtcEngine: pion", "rtcEngine: pion\nloadBalancing: external"]);

describe("an external load balancer", () => {
  it("at a release whose ports behind it are nowhere documented is a warning", () => {
    expect(told(replace(external, ...AT_BETA1), "load-balancer-ports")).toEqual([
      "warning [external] No source tells which ports release 3.0.0-beta1 has behind an external load balancer; the firewall tables leave them out.",
    ]);
  });

  it("leaves out what the documents do not tell for it, which is a warning: MinIO for everybody", () => {
    const minio = replace(external, ["publicMinio: false", "publicMinio: true"]);
    expect(told(minio, "load-balancer-ports")).toEqual([
      "warning [true] No source tells how MinIO is reached from everywhere behind an external load balancer; the firewall tables leave its port 9000 out.",
    ]);
  });

  it("is fine where they are", () => {
    expect(told(external, "load-balancer-ports")).toEqual([]);
  });
});
