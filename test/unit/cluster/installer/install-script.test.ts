import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Cluster } from "../../../../cluster/cluster";
import { installScript } from "../../../../cluster/installer/install-script";
import type { ValueKey } from "../../../../cluster/installer/installer-arguments";
import { neededValues } from "../../../../cluster/installer/needed-values";
import { shellQuote } from "../../../../cluster/installer/shell-quote";
import { clusterOf, manifest, production } from "../../../fixtures/manifest-builder";

/** What the stub of curl "downloads": a script that writes down its arguments and environment. */
const RECORDER = [
  'printf "%s\\0" "$@" > "$RECORD/arguments"',
  'printf "%s" "$DOCKER_VERSION" > "$RECORD/environment"',
  'ls -d "$(dirname "$0")" > "$RECORD/directory"',
  'umask > "$RECORD/umask"',
  "exit 7",
  "",
].join("\n");

const STUB_CURL = [
  "#!/bin/sh",
  'printf "%s\\n" "$@" > "$RECORD/curl"',
  'while [ $# -gt 1 ]; do [ "$1" = -o ] && out=$2; shift; done',
  '[ "$DOWNLOAD" = fail ] && exit 22',
  'if [ "$DOWNLOAD" = empty ]; then : > "$out"; else cat "$RECORD/recorder" > "$out"; fi',
  "",
].join("\n");

let home: string;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), "install-script-"));
  mkdirSync(path.join(home, "bin"));
  mkdirSync(path.join(home, "tmp"));
  writeFileSync(path.join(home, "bin", "curl"), STUB_CURL);
  chmodSync(path.join(home, "bin", "curl"), 0o755);
  writeFileSync(path.join(home, "recorder"), RECORDER);
});

afterEach(() => {
  rmSync(home, { recursive: true });
});

function run(script: string, download = "script"): { status: number | null; stderr: string } {
  const env = {
    PATH: `${path.join(home, "bin")}:/usr/bin:/bin`,
    RECORD: home,
    TMPDIR: path.join(home, "tmp"),
    DOWNLOAD: download,
  };
  const { status, stderr } = spawnSync("bash", ["-s"], { input: script, env, encoding: "utf8" });
  return { status, stderr };
}

function recorded(name: string): string {
  return readFileSync(path.join(home, name), "utf8");
}

function valuesOf(cluster: Cluster, value: (key: ValueKey) => string): Map<ValueKey, string> {
  return new Map(neededValues(cluster).map(({ key }) => [key, value(key)]));
}

function scriptFor(
  text: string,
  nodeName = "master-1",
  value = (key: ValueKey) => `value-of-${key}`,
): string {
  const cluster = clusterOf(text);
  const node = cluster.nodes.find(({ name }) => name === nodeName);
  if (node === undefined) throw new Error(`No node ${nodeName}.`);
  return installScript(cluster, node, valuesOf(cluster, value));
}

const withInstaller = (yaml: string): string => manifest(["ssh:\n", `installer:\n${yaml}\nssh:\n`]);

describe("the installation script", () => {
  it("downloads the release's script and runs it with exactly the arguments", () => {
    expect(run(scriptFor(production, "media-2")).status).toBe(7);
    expect(recorded("curl").split("\n")).toContain(
      "http://get.openvidu.io/pro/ha/3.8.0/install_ov_media_node.sh",
    );
    expect(recorded("arguments").split("\0")).toEqual([
      "--no-tty",
      "--install",
      "--deployment-type=ha",
      "--node-role=media-node",
      "--master-node-private-ip-list=10.5.0.1,10.5.0.2,10.5.0.3,10.5.0.4",
      "--redis-password=value-of-credentials.redisPassword",
      "--private-ip=10.5.0.6",
      "",
    ]);
  });

  it("gives the master its certificate and credentials, and the user's own arguments last", () => {
    const text = manifest(
      ["type: letsencrypt", "type: owncert\n  privateKey: key.pem\n  publicKey: chain.pem"],
      ["ssh:\n", `installer:\n  arguments: { master: ["--note=it's $HOME", --forceUTCTimezone] }\nssh:\n`],
    );
    run(scriptFor(text));
    const words = recorded("arguments").split("\0");
    expect(words).toContain("--owncert-private-key=value-of-certificate.privateKey");
    expect(words).toContain("--openvidu-pro-license=value-of-license");
    expect(words.slice(-3)).toEqual(["--note=it's $HOME", "--forceUTCTimezone", ""]);
  });

  it("hands down the exit code, exports the environment, and leaves no file behind", () => {
    expect(run(scriptFor(withInstaller('  environment: { DOCKER_VERSION: "2\'9; rm -rf x" }'))).status).toBe(
      7,
    );
    expect(recorded("environment")).toBe("2'9; rm -rf x");
    expect(recorded("directory").trim()).toContain(path.join(home, "tmp"));
    expect(existsSync(recorded("directory").trim())).toBe(false);
    expect(readdirSync(path.join(home, "tmp"))).toEqual([]);
    expect(recorded("umask").trim()).toBe("0022");
  });

  it.each([
    [
      "fail",
      90,
      "The installation script could not be downloaded from http://get.openvidu.io/pro/ha/3.8.0/install_ov_master_node.sh",
    ],
    ["empty", 91, "The download is empty: http://get.openvidu.io/pro/ha/3.8.0/install_ov_master_node.sh"],
  ])("stops where the download is %s", (download, status, message) => {
    const result = run(scriptFor(production), download);
    expect(result).toEqual({ status, stderr: `${message}\n` });
    expect(existsSync(path.join(home, "arguments"))).toBe(false);
    expect(readdirSync(path.join(home, "tmp"))).toEqual([]);
  });

  it("runs no script but the one of the checksum", () => {
    const sum = createHash("sha256").update(RECORDER).digest("hex");
    expect(run(scriptFor(withInstaller(`  sha256: { master: ${sum} }`))).status).toBe(7);
    const other = withInstaller(`  sha256: { master: "${"0".repeat(64)}" }`);
    rmSync(path.join(home, "arguments"));
    expect(run(scriptFor(other)).status).toBe(92);
    expect(existsSync(path.join(home, "arguments"))).toBe(false);
    expect(run(scriptFor(other, "media-1")).status).toBe(7);
  });

  it("takes the script from a mirror whose address holds what a shell would read", () => {
    run(scriptFor(withInstaller('  baseUrl: "http://mirror.example.io/a$(id)&b//"')));
    expect(recorded("curl").split("\n")).toContain(
      "http://mirror.example.io/a$(id)&b/pro/ha/3.8.0/install_ov_master_node.sh",
    );
  });

  it("throws where a value is missing, rather than installing an empty one", () => {
    const cluster = clusterOf(production);
    const [master] = cluster.masters;
    if (master === undefined) throw new Error("No master.");
    expect(() => installScript(cluster, master, new Map())).toThrow("No value for 'license' was handed in.");
  });

  it("passes any value on unchanged", () => {
    const anything = fc.string({
      unit: fc.constantFrom(...Array.from("ab'\"$`\\ \t\n!*?&|;<>(){}[]#~é€😀%=-")),
    });
    fc.assert(
      fc.property(anything, (value) => {
        run(scriptFor(production, "media-1", () => value));
        expect(recorded("arguments").split("\0")).toContain(`--redis-password=${value}`);
      }),
      { numRuns: 25 },
    );
  }, 20_000);
});

describe("a quoted word", () => {
  it("reaches the program as it was, whatever it holds", () => {
    const word = fc.string({ unit: "grapheme", maxLength: 40 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const command = `printf '%s\\0' ${words.map(shellQuote).join(" ")}`;
        const output = execFileSync("bash", ["-s"], { input: command, encoding: "utf8" });
        expect(output).toBe(words.length === 0 ? "\0" : words.map((text) => `${text}\0`).join(""));
      }),
      { numRuns: 60 },
    );
  }, 20_000);
});
