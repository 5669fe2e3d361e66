import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { releasesCommand } from "../../../cli/commands/releases";
import { validate } from "../../../cli/commands/validate";
import { EXIT, type Terminal } from "../../../cli/terminal";
import { manifest } from "../../fixtures/manifest-builder";

interface Recorded extends Terminal {
  readonly printed: string[];
  readonly errors: string[];
}

function terminal(workingDirectory = "/"): Recorded {
  const [printed, errors]: [string[], string[]] = [[], []];
  return {
    printed,
    errors,
    out: (text) => printed.push(text),
    error: (text) => errors.push(text),
    colours: false,
    workingDirectory,
  };
}

function run(names: readonly string[], json = false): Recorded {
  const recorded = terminal();
  expect(releasesCommand(recorded, names[0], names[1], { json })).toBe(EXIT.fine);
  return recorded;
}

describe("ovcluster releases", () => {
  it("prints a line for each release, oldest first", () => {
    const lines = (run([]).printed[0] ?? "").split("\n");
    expect(lines).toHaveLength(13);
    expect(lines[0]).toMatch(/^3\.0\.0-beta1 +Docker not known .* app +\d+ unverified$/);
    expect(lines[11]).toMatch(/^3\.8\.0 +Docker 29\.5\.3 +docker-compose v5\.1\.4 +pion .* openviduMeet/);
    const known = JSON.parse(run([], true).printed[0] ?? "") as { version: string; docker: string | null }[];
    expect(known.map(({ version, docker }) => [version, docker]).at(-1)).toEqual(["3.9.0", null]);
  });

  it("prints a release whole, with sources and what is unverified", () => {
    const text = run(["3.1.0"]).printed[0] ?? "";
    expect(text).toMatch(/^OpenVidu 3\.1\.0, \d+ facts unverified\n/);
    expect(text).toContain("  master TCP 20000 from masters and media nodes [DLB-3.1.0]\n");
    expect(text).toContain("      Unverified: Read in the installation scripts from 3.2.0 on.");
    expect(text).toContain("  DLB-3.1.0: openvidu.io, 3.1.0/docs/");
    for (const title of ["Ports", "Arguments", "Containers", "Known problems", "Sources"]) {
      expect(text).toContain(`\n${title}\n`);
    }
    expect(JSON.parse(run(["3.1.0"], true).printed[0] ?? "")).toMatchObject({ version: "3.1.0" });
  });

  it("prints what differs between two", () => {
    const text = run(["3.4.0", "3.4.1"]).printed[0] ?? "";
    expect(text.split("\n")).toEqual([
      "From OpenVidu 3.4.0 to 3.4.1",
      "",
      "Needs and upgrade",
      "  ~ Upgrade from: 3.3.0, one step a run → 3.4.0, one step a run",
      "      Unverified: The steps were read in the documents of 3.8.",
      "",
      "Ports",
      expect.stringMatching(/^ {2}- master TCP 7880 on the machine itself/),
      expect.stringMatching(/^ {6}Unverified: /),
      expect.stringMatching(/^ {2}\+ master TCP 7880 from media nodes: /),
      "",
      "Known problems",
      expect.stringMatching(/^ {2}- livekit api: /),
    ]);
    const { from, to, differences } = JSON.parse(run(["3.4.0", "3.4.1"], true).printed[0] ?? "") as {
      from: string;
      to: string;
      differences: { kind: string }[];
    };
    expect([from, to, differences.map(({ kind }) => kind)]).toEqual([
      "3.4.0",
      "3.4.1",
      ["changed", "removed", "added", "removed"],
    ]);
    expect(run(["3.8.0", "3.8.0"]).printed[0]).toContain("Nothing that is known differs.");
  });

  it("takes latest, and the newest known for one that is newer, which it says", () => {
    expect(run(["latest"]).printed[0]).toContain("OpenVidu 3.9.0");
    const { printed, errors } = run(["4.0.0"]);
    expect(printed[0]).toContain("OpenVidu 3.9.0");
    expect(errors).toEqual([
      "Release 4.0.0 is newer than this tool knows. It is checked and installed with the facts of 3.9.0.",
    ]);
  });

  const NEWER = "is newer than this tool knows; the newest known is 3.9.0.";

  it.each([
    ["3.8.5", "This tool knows no release '3.8.5'. Nearest known: 3.8.0 or 3.9.0."],
    ["2.0.0", "This tool knows no release '2.0.0'. Nearest known: 3.0.0-beta1."],
    ["2.0", "This tool knows no release '2.0'. Nearest known: 3.0.0-beta1."],
    ["v3.8.0", "This tool knows no release 'v3.8.0'. Nearest known: 3.8.0."],
    ["3.8.O", "This tool knows no release '3.8.O'. Nearest known: 3.8.0."],
    ["3.6.x", "This tool knows no release '3.6.x'. Nearest known: 3.6.0 or 3.6.1."],
    ["3.0.0-beta2", "This tool knows no release '3.0.0-beta2'. Nearest known: 3.0.0-beta1 or 3.0.0."],
    ["__proto__", "This tool knows no release '__proto__'. Nearest known: 3.8.0 or 3.9.0."],
    ["3.8", "A release has three numbers: '3.8.0', not '3.8'."],
    ["3.10", `A release has three numbers: '3.10.0', not '3.10'. 3.10.0 ${NEWER}`],
    ["4.0", `A release has three numbers: '4.0.0', not '4.0'. 4.0.0 ${NEWER}`],
  ])("ends with 2 for %s, an unknown one, and says why", (name, message) => {
    for (const names of [[name], ["3.8.0", name]]) {
      const call = (): unknown => releasesCommand(terminal(), names[0], names[1], {});
      expect(call).toThrow(expect.objectContaining({ message, exitCode: EXIT.usage }));
    }
  });
});

describe("ovcluster validate at a release that is newer than the catalogue", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "ovcluster-newer-"));
    await writeFile(path.join(folder, "newer.openvidu.yaml"), manifest(["release: 3.8.0", "release: 4.0.0"]));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it("says which facts are used, and goes on", async () => {
    const recorded = terminal(folder);
    expect(await validate(recorded, "newer.openvidu.yaml", {})).toBe(EXIT.fine);
    expect(recorded.printed.join("\n")).toContain(
      "warning: Release 4.0.0 is newer than this tool knows. It is checked and installed with the facts of 3.9.0.",
    );
  });
});
