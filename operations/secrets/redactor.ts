import { StringDecoder } from "node:string_decoder";

const MASK = "•••";
/** Shorter values would mask half of every text and give themselves away by it. */
const SHORTEST = 4;
/** Lines of a key file that are long enough to be told from other text. */
const SHORTEST_LINE = 16;

/** Masks known secrets in texts and in streams of text, wherever the stream is cut. */
export class Redactor {
  readonly #forms = new Set<string>();

  /** Makes the value unreadable from now on: as it is, in base64, and line by line. Values of less than four characters are left. */
  add(value: string): void {
    for (const form of formsOf(value)) this.#forms.add(form);
  }

  /** The text with every secret masked. */
  redact(text: string): string {
    return this.#mask(text, text.length);
  }

  /** A stream's redactor: give it the chunks in order; it may keep back an end that could be the beginning of a secret. */
  stream(): RedactedStream {
    const decoder = new StringDecoder("utf8");
    let kept = "";
    const release = (upTo: number): string => {
      const out = this.#mask(kept, upTo);
      kept = kept.slice(upTo);
      return out;
    };
    return {
      push: (chunk) => {
        kept += typeof chunk === "string" ? chunk : decoder.write(chunk);
        return release(this.#safeEnd(kept));
      },
      end: () => {
        kept += decoder.end();
        return release(kept.length);
      },
    };
  }

  #mask(text: string, upTo: number): string {
    let out = "";
    let at = 0;
    for (const [start, end] of merge(this.#occurrences(text))) {
      if (start >= upTo) break;
      out += text.slice(at, start) + MASK;
      at = end;
    }
    return out + text.slice(at, upTo);
  }

  #occurrences(text: string): [number, number][] {
    const found: [number, number][] = [];
    for (const form of this.#forms) {
      for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1))
        found.push([at, at + form.length]);
    }
    return found;
  }

  /** Up to where no later chunk can change what is masked. */
  #safeEnd(text: string): number {
    let safe = text.length;
    for (const form of this.#forms) {
      for (let length = Math.min(form.length - 1, text.length); length > 0; length--) {
        if (text.endsWith(form.slice(0, length))) {
          safe = Math.min(safe, text.length - length);
          break;
        }
      }
    }
    for (const [start, end] of merge(this.#occurrences(text)).reverse()) {
      if (start < safe && end > safe) safe = start;
    }
    return safe;
  }
}

export interface RedactedStream {
  /** Bytes may be cut inside a character. */
  push(chunk: string | Buffer): string;
  end(): string;
}

function formsOf(value: string): string[] {
  if (value.length < SHORTEST) return [];
  const base64 = Buffer.from(value).toString("base64").replace(/=+$/, "");
  const decoded = /^[A-Za-z0-9+/]{40,}={0,2}$/.test(value)
    ? Buffer.from(value, "base64").toString("utf8")
    : "";
  // A certificate's key travels as base64 of the file: the file's own text is as secret.
  const texts = decoded.includes("-----BEGIN ") ? [value, decoded] : [value];
  const keyLines = texts.flatMap((text) =>
    text.includes("\n")
      ? text.split(/\r?\n/).filter((line) => line.length >= SHORTEST_LINE && !line.startsWith("-----"))
      : [],
  );
  return [...texts, base64, ...keyLines];
}

/** Overlapping stretches as one; those that only touch stay two. */
function merge(stretches: [number, number][]): [number, number][] {
  const merged: [number, number][] = [];
  for (const [start, end] of stretches.sort((one, other) => one[0] - other[0] || one[1] - other[1])) {
    const last = merged.at(-1);
    if (last !== undefined && start < last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}
