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

  it("that open a port name it, unless it is open already", () => {
    const name = "--experimental-turn-tls-with-main-domain";
    const at = (version: string, more = ""): string[] =>
      told(
        manifest(
          ["release: 3.8.0", `release: ${version}`],
          ["ssh:\n", `${more}installer:\n  arguments:\n    master: [${name}]\nssh:\n`],
        ),
        "port-arguments",
      );
    const general = `warning [${name}] '${name}' changes which ports OpenVidu uses. The firewall tables, exports and 'firewall' do not follow it: open what it needs by hand`;
    for (const version of ["3.3.0", "3.4.1", "3.5.0"]) {
      expect(at(version)).toEqual([
        `${general}, at least 5349/tcp on media nodes, from master nodes. Not confirmed: The port is that of a TURN domain, and of 3.6.0, where TURN with TLS on the main domain is usual.`,
      ]);
      expect(at(version, "turnDomain: turn.example.io\n")).toEqual([`${general}.`]);
    }
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
