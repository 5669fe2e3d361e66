import { createInterface } from "node:readline";
import { addAbortSignal, Writable } from "node:stream";
import { CommandError, EXIT } from "./terminal";

/** Where a secret is typed or piped in. */
export interface SecretInput {
  readonly input: NodeJS.ReadStream;
  /** Shows the question; never the answer. */
  readonly ask: NodeJS.WritableStream;
  /** Ends the reading of a pipe. */
  readonly signal: AbortSignal;
}

/**
 * Reads a secret: asked for without being shown on a terminal, else the whole of standard input
 * without the line break at its end.
 */
export function readSecret(question: string, { input, ask, signal }: SecretInput): Promise<string> {
  return input.isTTY ? readHidden(question, input, ask) : readAll(addAbortSignal(signal, input));
}

async function readAll(input: NodeJS.ReadStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks)
    .toString("utf8")
    .replace(/\r?\n$/, "");
}

function readHidden(question: string, input: NodeJS.ReadStream, ask: NodeJS.WritableStream): Promise<string> {
  const nowhere = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  ask.write(`${question}: `);
  const lines = createInterface({ input, output: nowhere, terminal: true });
  return new Promise((resolve, reject) => {
    lines.once("line", (line) => {
      ask.write("\n");
      resolve(line);
      lines.close();
    });
    lines.once("close", () => {
      // After an answer this is heard too, and changes nothing.
      reject(new CommandError("Nothing was set.", EXIT.interrupted));
    });
  });
}
