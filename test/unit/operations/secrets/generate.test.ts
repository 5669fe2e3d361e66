import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { generateValue } from "../../../../operations/secrets/generate";

describe("a generated value", () => {
  it("is letters and digits, as many as asked for, after its prefix", () => {
    expect(generateValue({ alphanumerics: 44 }, randomBytes)).toMatch(/^[A-Za-z0-9]{44}$/);
    expect(generateValue({ prefix: "API", alphanumerics: 12 }, randomBytes)).toMatch(/^API[A-Za-z0-9]{12}$/);
  });

  it("is the fixed text where there is one", () => {
    expect(generateValue({ text: "dashboardadmin" }, randomBytes)).toBe("dashboardadmin");
  });

  it("is another one each time", () => {
    const made = Array.from({ length: 200 }, () => generateValue({ alphanumerics: 44 }, randomBytes));
    expect(new Set(made).size).toBe(200);
  });

  it("favours no character: bytes that would are passed over", () => {
    const bytes = [255, 248, 247, 0, 61, 62];
    expect(generateValue({ alphanumerics: 8 }, () => Uint8Array.from(bytes))).toBe("9A9A9A9A");
  });
});
