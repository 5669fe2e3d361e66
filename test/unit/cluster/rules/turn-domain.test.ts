import { describe, expect, it } from "vitest";
import { AT_BETA1, findingsOf, manifest, textAt, toldBesidesAge } from "../../../fixtures/manifest-builder";

const at = (turnDomain: string): string =>
  manifest(...AT_BETA1, ["rtcEngine:", `turnDomain: ${turnDomain}\nrtcEngine:`]);

describe("the TURN domain", () => {
  it("differs from the domain, and both are shown where it does not", () => {
    const text = at("openvidu.example.io");
    expect(toldBesidesAge(text)).toEqual([
      "error [openvidu.example.io] The TURN domain must differ from the domain; both are 'openvidu.example.io'.",
    ]);
    const [finding] = findingsOf(text, "turn-domain");
    expect(text.slice(0, finding?.range.start).endsWith("turnDomain: ")).toBe(true);
    expect(finding?.related.map(({ range, message }) => [textAt(text, range), message])).toEqual([
      ["openvidu.example.io", "The domain"],
    ]);
  });

  it("is a domain name too", () => {
    expect(toldBesidesAge(at("turn.example.io"))).toEqual([]);
    expect(toldBesidesAge(at("turn"))).toEqual([
      "error [turn] 'turn' has no dot; write the full name, such as openvidu.example.io.",
    ]);
  });
});
