import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Redactor } from "../../../../operations/secrets/redactor";

function redactor(...secrets: readonly string[]): Redactor {
  const made = new Redactor();
  for (const secret of secrets) made.add(secret);
  return made;
}

const secret = fc.string({ minLength: 4, maxLength: 12 }).filter((text) => !"•••".includes(text));
/** Few letters: secrets then overlap and begin in each other. */
const alike = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 4, maxLength: 8 });

function inChunks(made: Redactor, text: string | Buffer, cuts: readonly number[]): string {
  const stream = made.stream();
  let out = "";
  let at = 0;
  for (const cut of [...cuts].sort((one, other) => one - other)) {
    if (cut <= at || cut >= text.length) continue;
    out += stream.push(text.slice(at, cut));
    at = cut;
  }
  return out + stream.push(text.slice(at)) + stream.end();
}

describe("the redactor", () => {
  it("masks a secret wherever it stands", () => {
    expect(redactor("hunter22").redact("--password='hunter22' hunter22")).toBe("--password='•••' •••");
  });

  it("masks the base64 of a secret, and what a base64 of a key file holds", () => {
    const pem = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n";
    const base64 = Buffer.from(pem).toString("base64");
    expect(redactor("hunter22").redact(`x ${Buffer.from("hunter22").toString("base64")} y`)).not.toContain(
      "aHVudGVy",
    );
    for (const made of [redactor(pem), redactor(base64)]) {
      expect(made.redact(`key: ${base64}`)).toBe("key: •••");
      expect(made.redact("line MIIEvQIBADANBgkqhkiG9w0BAQEFAASC of it")).toBe("line ••• of it");
    }
  });

  it("leaves values alone that are too short to be told from text", () => {
    expect(redactor("abc").redact("abc")).toBe("abc");
  });

  it("leaves no secret in any text", () => {
    fc.assert(
      fc.property(
        fc.array(secret, { minLength: 1, maxLength: 4 }),
        fc.array(fc.string()),
        (secrets, between) => {
          const text = between
            .flatMap((piece, index) => [piece, secrets[index % secrets.length] ?? ""])
            .join("");
          const redacted = redactor(...secrets).redact(text);
          for (const piece of redacted.split("•••"))
            for (const one of secrets) expect(piece).not.toContain(one);
        },
      ),
    );
  });

  it("masks a stream as it masks the whole, wherever the stream is cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(alike, secret), { minLength: 1, maxLength: 4 }),
        fc.array(fc.oneof(alike, fc.string()), { maxLength: 8 }),
        fc.array(fc.nat(120)),
        (secrets, pieces, cuts) => {
          const made = redactor(...secrets);
          const text = pieces
            .flatMap((piece, index) => [piece, secrets[index % secrets.length] ?? ""])
            .join("");
          expect(inChunks(made, text, cuts)).toBe(made.redact(text));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("puts characters together that are cut between two chunks of bytes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.array(fc.nat(60)), (text, cuts) => {
        const made = redactor("🎉geheim🎉");
        const whole = `${text}🎉geheim🎉${text}`;
        expect(inChunks(made, Buffer.from(whole), cuts)).toBe(made.redact(whole));
      }),
    );
  });
});
