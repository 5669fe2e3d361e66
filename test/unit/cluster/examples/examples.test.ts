import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { AT_BETA1, manifest, readText, toldBesidesAge } from "../../../fixtures/manifest-builder";

const folder = path.resolve(import.meta.dirname, "..", "..", "..", "..", "examples");
const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
  /\.openvidu\.ya?ml$/.test(name),
);

describe("the examples", () => {
  it("are there", () => {
    expect(names).toContain("production.openvidu.yaml");
    expect(names).toContain(path.join("lab", "lab.openvidu.yaml"));
  });

  it.each(names)("%s has no findings", (name) => {
    expect(toldBesidesAge(readText("examples", name))).toEqual([]);
  });

  it("have none at the document's release, with what differs there", () => {
    expect(toldBesidesAge(manifest(...AT_BETA1))).toEqual([]);
  });
});
