import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NodeRole } from "../../../../cluster/cluster";
import { neededValues } from "../../../../cluster/installer/needed-values";
import { roleScript } from "../../../../cluster/installer/role-script";
import { secretVariable } from "../../../../cluster/installer/secret-variable";
import { clusterOf, manifest, production } from "../../../fixtures/manifest-builder";

let home: string;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), "role-script-"));
  mkdirSync(path.join(home, "bin"));
  stub("id", "echo 0");
  stub(
    "curl",
    'while [ $# -gt 1 ]; do [ "$1" = -o ] && out=$2; shift; done; cat "$RECORD/installer" > "$out"',
  );
  writeFileSync(
    path.join(home, "installer"),
    'printf "%s\\n" "$@" > "$RECORD/arguments"\nenv > "$RECORD/environment"\n',
  );
});

afterEach(() => {
  rmSync(home, { recursive: true });
});

function stub(name: string, script: string): void {
  writeFileSync(path.join(home, "bin", name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** Runs the script as a file, in the shell that it says, without a terminal. */
function run(
  text: string,
  role: NodeRole,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
) {
  const file = path.join(home, `install-${role}.sh`);
  writeFileSync(file, text, { mode: 0o700 });
  const { status, stdout, stderr } = spawnSync(file, args, {
    cwd: "/",
    encoding: "utf8",
    input: "",
    env: { PATH: `${path.join(home, "bin")}:/usr/bin:/bin`, RECORD: home, ...environment },
  });
  return { status, stdout, stderr };
}

function record(name: string): string {
  return readFileSync(path.join(home, name), "utf8");
}

/** Every value of the cluster by key, and by the environment variable that the script takes it from. */
function made(text: string) {
  const keys = neededValues(clusterOf(text)).filter(({ file }) => file === undefined);
  const values = new Map(keys.map(({ key }, index) => [key, `Value-${String(index)}`]));
  const environment = Object.fromEntries(
    [...values].map(([key, value]) => [secretVariable(key), value] as const),
  );
  return { values, environment };
}

describe("the script for a role", () => {
  it("gives the installer the values that it holds, and prints none of them", () => {
    const { values } = made(production);
    const ended = run(roleScript(clusterOf(production), "master", values), "master");
    expect(ended).toMatchObject({ status: 0, stdout: "", stderr: "" });
    const given = record("arguments").trim().split("\n");
    expect(given.slice(0, 3)).toEqual(["--no-tty", "--install", "--deployment-type=ha"]);
    expect(given).toContain(`--redis-password=${values.get("credentials.redisPassword") ?? ""}`);
  });

  it("takes what it does not hold from the environment, and hands it on as arguments only", () => {
    const { values, environment } = made(production);
    const script = roleScript(clusterOf(production), "master", new Map());
    for (const value of values.values()) expect(script).not.toContain(value);
    expect(run(script, "master", [], environment)).toMatchObject({ status: 0, stdout: "", stderr: "" });
    const { values: same } = made(production);
    expect(record("arguments")).toContain(`--openvidu-pro-license=${same.get("license") ?? ""}\n`);
    expect(record("environment")).not.toContain("Value-");
  });

  it("takes the variables that the manifest names", () => {
    const text = manifest(["${secret:license}", "${env:OV_LICENSE}"]);
    const script = roleScript(clusterOf(text), "master", new Map());
    const { environment } = made(text);
    expect(run(script, "master", [], { ...environment, OV_LICENSE: "Mine" }).status).toBe(0);
    expect(record("arguments")).toContain("--openvidu-pro-license=Mine\n");
  });

  it("says which value is missing where nobody can be asked, and installs nothing", () => {
    const ended = run(roleScript(clusterOf(production), "master", new Map()), "master");
    expect(ended).toMatchObject({ status: 1, stdout: "" });
    expect(ended.stderr).toBe(
      "There is no value for license. Set the environment variable OVCLUSTER_SECRET_LICENSE.\n",
    );
    expect(existsSync(path.join(home, "arguments"))).toBe(false);
  });

  it("asks for the node's name where nodes differ, and gives each its own address", () => {
    const { values } = made(production);
    const script = roleScript(clusterOf(production), "media", values);
    const unnamed = run(script, "media");
    expect(unnamed.status).toBe(2);
    expect(unnamed.stderr).toContain("one of: media-1 media-2");
    expect(run(script, "media", ["media-2"]).status).toBe(0);
    expect(record("arguments")).toContain("--private-ip=10.5.0.6\n");
  });

  it("reads certificates beside it, as base64 in one line, and stops where one is missing", () => {
    const text = manifest([
      "type: letsencrypt",
      "type: owncert\n  privateKey: key.pem\n  publicKey: chain.pem",
    ]);
    const { values } = made(text);
    const script = roleScript(clusterOf(text), "master", values);
    expect(run(script, "master").status).toBe(1);
    expect(existsSync(path.join(home, "arguments"))).toBe(false);
    const long = "x".repeat(300);
    writeFileSync(path.join(home, "key.pem"), long);
    writeFileSync(path.join(home, "chain.pem"), long);
    expect(run(script, "master").status).toBe(0);
    expect(record("arguments")).toContain(`--owncert-private-key=${Buffer.from(long).toString("base64")}\n`);
  });

  it("does nothing for anybody but root", () => {
    stub("id", "echo 1000");
    const ended = run(roleScript(clusterOf(production), "master", made(production).values), "master");
    expect(ended).toMatchObject({ status: 1, stderr: "Run this as root.\n" });
  });
});
