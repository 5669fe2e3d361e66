import { spawn } from "node:child_process";
import path from "node:path";

const CLI = path.resolve(import.meta.dirname, "../../dist/cli.js");

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs the bundled command line as a person with this home would, in the home, with this on standard input. */
export function ovcluster(
  home: string,
  args: readonly string[],
  { input = "", started }: { readonly input?: string; readonly started?: (pid: number) => void } = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], {
      cwd: home,
      env: { PATH: process.env["PATH"], HOME: home, TMPDIR: path.join(home, "tmp") },
      stdio: ["pipe", "pipe", "pipe"],
    });
    let [out, error] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (error += text));
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ code, out, error });
    });
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    if (child.pid !== undefined) started?.(child.pid);
  });
}
