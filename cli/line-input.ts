import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { CommandError, EXIT } from "./terminal";

/** Where answers come from: a person at a terminal, or lines of a pipe. */
export interface LineInput {
  /** The next line; undefined at the input's end. `hidden`: what is typed is not shown. Throws CommandError on Ctrl-C. */
  ask(prompt: string, display?: "shown" | "hidden"): Promise<string | undefined>;
  close(): void;
}

/** Lines of standard input; prompts go to standard error, so that standard output can be a file. */
export function standardInput(): LineInput {
  const { stdin, stderr } = process;
  const lines: string[] = [];
  let [muted, ended, interrupted] = [false, false, false];
  let wake: () => void = () => undefined;
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (!muted) stderr.write(chunk);
      done();
    },
  });
  const reader = createInterface({ input: stdin, output, terminal: stdin.isTTY });
  // Lines are kept as they come: those of a paste come all at once.
  reader.on("line", (line) => {
    lines.push(line);
    wake();
  });
  reader.on("close", () => {
    ended = true;
    wake();
  });
  reader.on("SIGINT", () => {
    interrupted = true;
    // What is said next does not belong behind the prompt.
    stderr.write("\n");
    reader.close();
  });
  const next = async (): Promise<string | undefined> => {
    while (lines.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
    if (interrupted) throw new CommandError("Interrupted; nothing was written.", EXIT.interrupted);
    return lines.shift();
  };
  return {
    ask: async (prompt, display = "shown") => {
      if (stdin.isTTY) {
        reader.setPrompt(prompt);
        if (!ended && lines.length === 0) reader.prompt();
      } else {
        stderr.write(`${prompt}\n`);
      }
      muted = display === "hidden" && stdin.isTTY;
      try {
        return await next();
      } finally {
        if (muted) stderr.write("\n");
        muted = false;
      }
    },
    close: () => {
      reader.close();
    },
  };
}
