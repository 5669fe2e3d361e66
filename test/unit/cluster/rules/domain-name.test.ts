import { describe, expect, it } from "vitest";
import { domainProblem } from "../../../../cluster/rules/domain-name";
import { applyFix, manifest, onlyFinding, told } from "../../../fixtures/manifest-builder";

const at = (domain: string): string => manifest(["domain: openvidu.example.io", `domain: ${domain}`]);
const label = "a".repeat(63);

describe("the domain", () => {
  it.each([
    "openvidu.example.io",
    "a.b",
    "xn--bcher-kva.example",
    "1.example.io",
    `${label}.${label}.${label}.io`,
    "a-b.c--d.io",
  ])("may be %s", (domain) => {
    expect(domainProblem(domain)).toBeUndefined();
  });

  it.each([
    ["203.0.113.11", "is an address; OpenVidu needs a name that has a certificate"],
    ["2001:db8::1", "is an address; OpenVidu needs a name that has a certificate"],
    ["OpenVidu.Example.io", "has capitals; the installer takes lower case only"],
    ["https://openvidu.example.io", "is a URL; write only the name"],
    ["1.10", "is not a domain name such as openvidu.example.io"],
    ["openvidu", "has no dot; write the full name, such as openvidu.example.io"],
    ["openvidu.example.io.", "ends with a dot; write it without"],
    ["-a.example.io", "is not a domain name such as openvidu.example.io"],
    ["a-.example.io", "is not a domain name such as openvidu.example.io"],
    ["a..io", "is not a domain name such as openvidu.example.io"],
    ["open_vidu.example.io", "is not a domain name such as openvidu.example.io"],
    ["*.example.io", "is not a domain name such as openvidu.example.io"],
    ["openvidu.example.io:443", "is not a domain name such as openvidu.example.io"],
    ["bücher.example", "is not a domain name such as openvidu.example.io"],
    [`${label}a.io`, "is not a domain name such as openvidu.example.io"],
    [`${Array(4).fill(label).join(".")}.io`, "is not a domain name such as openvidu.example.io"],
  ])("may not be %s", (domain, problem) => {
    expect(domainProblem(domain)).toBe(problem);
  });

  it("is marked where it is written", () => {
    expect(told(at("203.0.113.11"))).toEqual([
      "error [203.0.113.11] '203.0.113.11' is an address; OpenVidu needs a name that has a certificate.",
    ]);
  });

  it("becomes lower case by a fix", () => {
    const text = at('"OpenVidu.Example.IO"');
    const [fix] = onlyFinding(text).fixes;
    if (fix === undefined) throw new Error("No fix.");
    expect(fix.title).toBe("Change to 'openvidu.example.io'");
    expect(told(applyFix(text, fix))).toEqual([]);
  });

  it("becomes the name in a URL by a fix", () => {
    const text = at("https://OpenVidu.io/call");
    const [fix] = onlyFinding(text).fixes;
    if (fix === undefined) throw new Error("No fix.");
    expect(applyFix(text, fix)).toContain("domain: openvidu.io\n");
    expect(onlyFinding(at("https://localhost/")).fixes).toEqual([]);
  });
});
