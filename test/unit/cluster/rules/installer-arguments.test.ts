import { describe, expect, it } from "vitest";
import { manifest, told } from "../../../fixtures/manifest-builder";

const master = (word: string): string =>
  manifest(["ssh:\n", `installer:\n  arguments:\n    master: [${word}]\nssh:\n`]);
const environment = (line: string): string =>
  manifest(["ssh:\n", `installer:\n  environment:\n    ${line}\nssh:\n`]);

describe("further arguments of the installer", () => {
  it("that the release is known to take are fine", () => {
    expect(told(master("--forceUTCTimezone"))).toEqual([]);
  });

  it.each([
    ["forceUTCTimezone", "An argument begins with '--', as in --name=value."],
    [`"--forceUTCTimezone a b"`, "The official script would split '--forceUTCTimezone' at its blank."],
    [
      "--redis-password=abc",
      "'--redis-password' is passed on already, from 'credentials.redisPassword'. Remove it here.",
    ],
    ["--node-role=media-node", "'--node-role' is passed on already. Remove it here."],
    [
      `"--environment=\${secret:x}"`,
      "References such as ${secret:…} are not resolved here; the text would be passed on as it stands.",
    ],
  ])("refuse %s", (word, message) => {
    expect(told(master(word)).map((line) => line.replace(/^error \[[^\]]*\]+ /, ""))).toContain(message);
  });

  it("that change ports are told: the firewall does not follow them", () => {
    expect(told(master("--internal-tls-termination"))).toEqual([
      "warning [--internal-tls-termination] '--internal-tls-termination' changes which ports OpenVidu uses. The firewall tables, exports and 'firewall' do not follow it: open what it needs by hand.",
    ]);
  });

  it("that no source confirms are passed on with a warning, and the nearest known one", () => {
    expect(told(master("--forceUTCTimezon"))).toEqual([
      "warning [--forceUTCTimezon] No source tells that the installer of 3.8.0 takes '--forceUTCTimezon' on master nodes. Did you mean '--forceUTCTimezone'?",
    ]);
  });

  it("that look like secrets are told, without their value", () => {
    const lines = told(master("--some-api-key=Visible1"));
    expect(lines.join()).toContain("'--some-api-key' looks like a secret.");
    expect(lines.join().replaceAll(/\[[^\]]*\]/g, "")).not.toContain("Visible1");
  });
});

describe("variables of the installer's environment", () => {
  it("are told where they look like secrets, and where a reference would not be resolved", () => {
    expect(told(environment("DOCKER_VERSION: 20.10.24"))).toEqual([]);
    expect(told(environment("REGISTRY_PASSWORD: abc")).join()).toContain("warning");
    expect(told(environment("REGISTRY_PASSWORD: ${secret:registry}")).join()).toContain("not resolved here");
  });
});
