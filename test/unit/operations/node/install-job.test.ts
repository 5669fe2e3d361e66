import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { concludeJobScript, followJobScript, startJobScript } from "../../../../operations/node/install-job";

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "install-job-"));
  mkdirSync(path.join(root, "bin"));
  stub("systemctl", 'case "$1" in is-active) exit 3;; show) echo 0;; esac');
  // In the place of systemd: says what it was asked, and does it.
  stub(
    "systemd-run",
    'printf "%s\\n" "$@" >"$ROOT/asked"; cp -p "$ROOT"/run/openvidu-cluster/install.sh "$ROOT"/seen; bash "$ROOT/run/openvidu-cluster/run.sh"; exit 0',
  );
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function stub(name: string, body: string): void {
  const file = path.join(root, "bin", name);
  writeFileSync(file, `#!/bin/bash\n${body}\n`);
  chmodSync(file, 0o755);
}

/** Runs a node's script with its folders moved below `root`. */
function run(script: string): { status: number | null; stdout: string; stderr: string } {
  const moved = script.replaceAll(
    /(?<![\w$])\/(run|var\/lib)\/openvidu-cluster/g,
    `${root}/$1/openvidu-cluster`,
  );
  mkdirSync(path.join(root, "run"), { recursive: true });
  mkdirSync(path.join(root, "var", "lib"), { recursive: true });
  const env = { PATH: `${path.join(root, "bin")}:/usr/bin:/bin`, ROOT: root };
  const { status, stdout, stderr } = spawnSync("bash", ["-s"], {
    input: `{\n${moved}\n} </dev/null`,
    env,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

/** The wrapper travels as base64: its folders are moved before it is packed. */
function startScript(installer: string): string {
  return startJobScript(installer).replace(
    /printf %s '([A-Za-z0-9+/=]+)' \| base64 -d >(\S+run\.sh)/,
    (_, packed: string, to: string) => {
      const wrapper = Buffer.from(packed, "base64")
        .toString()
        .replaceAll(/\/(run|var\/lib)\/openvidu-cluster/g, `${root}/$1/openvidu-cluster`);
      return `printf %s '${Buffer.from(wrapper).toString("base64")}' | base64 -d >${to}`;
    },
  );
}

const inRun = (name: string): string => path.join(root, "run", "openvidu-cluster", name);
const state = (): string =>
  readFileSync(path.join(root, "var", "lib", "openvidu-cluster", "install"), "utf8");

describe("an installation's job", () => {
  it("keeps output and exit status, and removes the script with the secrets", () => {
    expect(run(startScript("echo 'it''s --password=hunter22'; exit 5"))).toMatchObject({ status: 0 });
    expect(readFileSync(inRun("output"), "utf8")).toBe("its --password=hunter22\n");
    expect(state()).toMatch(/^exited 5 \d+\n$/);
    expect(existsSync(inRun("install.sh"))).toBe(false);
  });

  it("gives the script to root only, and nothing secret to any program's arguments", () => {
    run(startScript("echo hunter22"));
    expect(statSync(path.join(root, "seen")).mode & 0o777).toBe(0o600);
    expect(statSync(path.join(root, "run", "openvidu-cluster")).mode & 0o777).toBe(0o700);
    expect(readFileSync(path.join(root, "asked"), "utf8")).not.toContain("hunter22");
    expect(readFileSync(path.join(root, "asked"), "utf8")).toContain("ExecStopPost=/bin/rm -f");
  });

  it("is not started while one runs", () => {
    stub("systemctl", "exit 0");
    expect(run(startScript("echo again")).status).toBe(0);
    expect(existsSync(path.join(root, "asked"))).toBe(false);
  });

  it("leaves nothing where systemd refuses it", () => {
    stub("systemd-run", "exit 1");
    expect(run(startScript("echo hunter22")).status).not.toBe(0);
    expect(existsSync(inRun("install.sh"))).toBe(false);
  });

  it("is read on from where the reader was", () => {
    run(startScript("printf 0123456789"));
    expect(run(followJobScript(0)).stdout).toBe("0123456789");
    expect(run(followJobScript(7)).stdout).toBe("789");
  });

  it("leaves one line when its end is known", () => {
    run(startScript("echo done"));
    expect(run(concludeJobScript("succeeded")).status).toBe(0);
    expect(state()).toMatch(/^succeeded \d+\n$/);
    expect(existsSync(path.join(root, "run", "openvidu-cluster"))).toBe(false);
  });
});
