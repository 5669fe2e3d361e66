import { spawn } from "node:child_process";

export interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end and gives its exit code and output, whatever the code. A signal counts as 128. */
export function run(command: string, args: readonly string[], input = ""): Promise<Output> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ code: code ?? 128, stdout, stderr });
    });
    // A program that does not read its input is no failure.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

/** Runs a program that has to succeed, and gives its standard output. */
export async function must(command: string, args: readonly string[], input = ""): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, input);
  if (code !== 0)
    throw new Error(`${[command, ...args].join(" ")} failed (${String(code)}): ${(stderr || stdout).trim()}`);
  return stdout;
}
