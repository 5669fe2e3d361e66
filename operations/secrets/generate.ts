import type { Generate } from "../../cluster/generated/release-facts";

const ALPHANUMERICS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/** The largest multiple of the alphabet's length that a byte can hold: higher bytes would favour some characters. */
const FAIR = 256 - (256 % ALPHANUMERICS.length);

/**
 * Makes a value as the official templates do: a fixed text, or a prefix and letters and digits only,
 * which no shell, sed or env file can break.
 *
 * @param randomBytes a source that is good enough for keys
 */
export function generateValue(how: Generate, randomBytes: (count: number) => Uint8Array): string {
  if (how.text !== undefined) return how.text;
  const wanted = how.alphanumerics ?? 44;
  let made = "";
  while (made.length < wanted) {
    for (const byte of randomBytes(wanted)) {
      if (byte < FAIR && made.length < wanted) made += ALPHANUMERICS.charAt(byte % ALPHANUMERICS.length);
    }
  }
  return (how.prefix ?? "") + made;
}
