import { createReadStream } from "node:fs";

/**
 * The bytes of a file, a pipe or a device; undefined where there are more than so many, of which no more are read.
 * Throws what reading throws.
 */
export async function readAtMost(file: string, most: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(file, { end: most })) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  return bytes.length > most ? undefined : bytes;
}
