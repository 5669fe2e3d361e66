import { describe, expect, it } from "vitest";
import { readSecret } from "../../../../cluster/manifest/secret-reference";

describe("a secret as the manifest writes it", () => {
  it.each([
    ["abc", { kind: "literal", value: "abc" }],
    ["", { kind: "literal", value: "" }],
    ["$HOME", { kind: "literal", value: "$HOME" }],
    ["a$b{c}", { kind: "literal", value: "a$b{c}" }],
    ["${secret:license}", { kind: "secret", name: "license" }],
    ["${secret:a.b-c_D9}", { kind: "secret", name: "a.b-c_D9" }],
    ["${env:OPENVIDU_LICENSE}", { kind: "env", name: "OPENVIDU_LICENSE" }],
    ["${file:~/my license.txt}", { kind: "file", name: "~/my license.txt" }],
    ["${file:C:/x}", { kind: "file", name: "C:/x" }],
  ])("%s", (written, source) => {
    expect(readSecret(written)).toEqual({ kind: "value", source });
  });

  it.each([
    "${",
    "${}",
    "${secret}",
    "${secret:",
    "${secret:}",
    "${secret: a}",
    "${env:A B}",
    "${file:}",
    "${vault:x}",
    "${SECRET:x}",
    "x${secret:a}",
    "${secret:a}${secret:b}",
    "${secret:a}\n",
  ])("%j is a problem", (written) => {
    expect(readSecret(written).kind).toBe("problem");
  });
});
