import fc from "fast-check";
import { production } from "../../../fixtures/manifest-builder";

/** Every kind of piece, anchors over several pieces, lists in the first column. */
export const soundTexts: readonly string[] = [
  production,
  "x: &a\n  u: 1\nssh: *a\nmasterNodes:\n  - &m\n    <<: *a\n    name: x\n  - *m\nmediaNodes:\n- a: 1\n- b: [1, 2]\n# c\n\nz: |\n  text\n   more\n\ny: 'q'\n",
  "a: 1\nb:\n  - x\n  - y: 1\n    z: 2\nc: {a: b, c: [d, e]}\n",
  "---\n# a comment\nname: x\nlist:\n  # c\n  - a\n\n  - b\n",
  "name: a\r\nssh:\r\n  port: 22\r\nmasterNodes:\r\n  - name: b\r\n",
  "{ name: a, ssh: { port: 1 } }\n",
  "ssh: {\n  port: 22,\n  user: a\n}\nmodules: [\n  b\n]\nmasterNodes:\n  - {\n    name: c\n  }\n  - d: [\n    1\n    ]\nz: 1\n",
  "",
];

/** Broken and hostile ones besides. */
const beginnings = [
  ...soundTexts,
  "<<<<<<< ours\nname: a\n=======\nname: b\n>>>>>>> theirs\n",
  `a: ${"[".repeat(120)}\nb: "open\nc: &x [*x]\nd: *x\n__proto__: 1\n`,
];

const inserted = fc.oneof(
  fc.constantFrom(
    ...[
      "",
      " ",
      "\n",
      "  ",
      ": ",
      "- ",
      "[",
      "]",
      "{",
      "}",
      "'",
      '"',
      "#",
      "&a ",
      "*a",
      "<<: *a\n",
      "\t",
      "|\n",
    ],
    ...[
      "---\n",
      "...\n",
      "\r\n",
      "\r",
      "\n- ",
      "\n  - ",
      "\n  ",
      "\n}",
      "\n]",
      "\nkey:\n",
      "x:",
      "? ",
      "!!str ",
      "%",
      "\uFEFF",
    ],
    ...[
      "<<<<<<< a\n",
      "=======\n",
      ">>>>>>> b\n",
      "null",
      "0443",
      "9100",
      "release: 3.10\n",
      "  - name: x\n",
    ],
  ),
  fc.string({ maxLength: 5 }),
);

export interface Edit {
  readonly place: number;
  readonly length: number;
  readonly newText: string;
}

/** A text, and edits of it; places count modulo the length that the text has then. */
export const editedTexts: fc.Arbitrary<{ readonly text: string; readonly edits: readonly Edit[] }> =
  fc.record({
    text: fc.constantFrom(...beginnings),
    edits: fc.array(fc.record({ place: fc.nat(), length: fc.nat({ max: 30 }), newText: inserted }), {
      minLength: 1,
      maxLength: 20,
      size: "max",
    }),
  });

/** The stretch that an edit replaces in a text of this length. */
export function stretchOf({ place, length }: Edit, textLength: number): { start: number; end: number } {
  const start = place % (textLength + 1);
  return { start, end: Math.min(textLength, start + length) };
}
