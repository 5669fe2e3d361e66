import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { utils } from "ssh2";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { production } from "../../fixtures/manifest-builder";

const CLI = path.resolve(import.meta.dirname, "../../../dist/cli.js");

let folder: string;
/** Takes connections and never says a word, as an ssh server that hangs. */
let silent: Server;
let connected: Promise<unknown>;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ovcluster-interrupt-"));
  await mkdir(path.join(folder, ".ssh"));
  const { private: key } = utils.generateKeyPairSync("ed25519");
  await writeFile(path.join(folder, ".ssh/id_ed25519"), key, { mode: 0o600 });
  await writeFile(path.join(folder, "production.openvidu.yaml"), production);
  silent = createServer((socket) => socket.on("error", () => undefined));
  connected = once(silent, "connection");
  silent.listen(0, "127.0.0.1");
  await once(silent, "listening");
});

afterEach(async () => {
  silent.close();
  await rm(folder, { recursive: true, force: true });
});

async function written(): Promise<string[]> {
  return (await readdir(folder)).filter(
    (name) => !name.startsWith(".ssh") && name !== "production.openvidu.yaml",
  );
}

interface Running {
  readonly command: string;
  readonly args: readonly string[];
  /** Resolves once it waits for what never comes. */
  readonly waits: (child: ChildProcessWithoutNullStreams, said: () => string) => Promise<unknown>;
  readonly interrupt: (child: ChildProcessWithoutNullStreams) => void;
}

async function interrupted({ command, args, waits, interrupt }: Running) {
  const child = spawn(command, args, {
    cwd: folder,
    env: { PATH: process.env["PATH"], HOME: folder, NO_COLOR: "1" },
    stdio: "pipe",
  });
  child.stdin.on("error", () => undefined);
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  const ended = once(child, "close");
  await waits(child, () => said);
  interrupt(child);
  const [code] = (await ended) as [number | null];
  return { code, said };
}

const sigint = (child: ChildProcessWithoutNullStreams): void => {
  child.kill("SIGINT");
};

describe("Ctrl-C", () => {
  it("while a running cluster is asked ends an import without a word of installations", async () => {
    const { port } = silent.address() as AddressInfo;
    const { code, said } = await interrupted({
      command: process.execPath,
      args: [CLI, "import", "--from", `ubuntu@127.0.0.1:${String(port)}`, "--out", "my.openvidu.yaml"],
      waits: () => connected,
      interrupt: sigint,
    });
    expect(code).toBe(130);
    expect(said).toBe(
      "Stopping. Nothing is changed on any node. Ctrl-C once more leaves at once.\nerror: Interrupted; nothing was written.\n",
    );
    expect(await written()).toEqual([]);
  });

  it.each([
    ["a command that is piped in", ["import", "--command", "-", "--out", "my.openvidu.yaml"]],
    ["a secret that is piped in", ["secrets", "set", "license"]],
  ])("while %s has not come ends at once", async (_what, args) => {
    const { code, said } = await interrupted({
      command: process.execPath,
      args: [CLI, ...args],
      // More than fits between two processes: once it is written the other one reads.
      waits: (child) => new Promise((resolve) => child.stdin.write("x".repeat(1 << 20), resolve)),
      interrupt: sigint,
    });
    expect(code).toBe(130);
    expect(said).toContain("Nothing is changed on any node.");
    expect(said).toContain("error: Interrupted; nothing was written.\n");
    expect(said).not.toContain("installation");
    expect(await written()).toEqual([]);
  });

  it("at a question of init leaves, and says that nothing was written", async () => {
    const { code, said } = await interrupted({
      command: "script",
      args: ["--quiet", "--return", "--command", `${process.execPath} ${CLI} init`, "/dev/null"],
      waits: async (_child, soFar) => {
        await vi.waitUntil(() => soFar().includes("[1] > "), { timeout: 20_000 });
      },
      interrupt: (child) => child.stdin.write("\x03"),
    });
    expect(code).toBe(130);
    expect(said).toMatch(/\nerror: Interrupted; nothing was written\.\r?\n$/);
    expect(said).not.toContain("Stopping");
    expect(await written()).toEqual([]);
  });
});
