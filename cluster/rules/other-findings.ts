/** What is told of a manifest without being a rule of its own: what YAML does not allow, and what does not fit the schema. */
export interface OtherFinding {
  readonly code: string;
  readonly about: string;
  readonly fix: string;
}

export const otherFindings: readonly OtherFinding[] = [
  {
    code: "empty-manifest",
    about: "There is nothing in the file but blank lines and comments.",
    fix: "Begin with name, release and domain.",
  },
  {
    code: "yaml-syntax",
    about:
      "YAML cannot read the file: a tab, an open bracket or quote, a missing ':' or the blank after it, a line in the wrong column. Where a cause can be named, it is named, and what follows from it is not told.",
    fix: "Mend the place that is marked; most have a quick fix.",
  },
  {
    code: "yaml-conflict",
    about: "A merge was not finished: both sides are in the file. Nothing else is told until it is.",
    fix: "Keep one side, and delete the lines of <<<<<<<, ======= and >>>>>>>.",
  },
  {
    code: "yaml-duplicate-key",
    about: "A key stands twice in one mapping. YAML allows one, and programs differ in which one counts.",
    fix: "Remove one of them.",
  },
  {
    code: "yaml-alias",
    about: "An alias '*name' has no anchor '&name' before it, or stands inside of its own anchor.",
    fix: "Correct the name, or put the anchor before the alias. A text that begins with '*' belongs in quotes.",
  },
  {
    code: "yaml-merge",
    about: "A merge key '<<' has a value that is no mapping.",
    fix: "Merge an alias of a mapping, or a list of such aliases.",
  },
  {
    code: "yaml-key",
    about: "A key is a list or a mapping.",
    fix: "Use words as keys.",
  },
  {
    code: "yaml-second-document",
    about: "A '---' begins a second YAML document.",
    fix: "Put a second cluster into a file of its own.",
  },
  {
    code: "yaml-too-large",
    about: "The file, or what its aliases stand for, is larger than any manifest.",
    fix: "Use fewer aliases, or check that it is the right file.",
  },
  {
    code: "schema-unknown-key",
    about: "A key is not one of a manifest, or not one of this place. The nearest known key is a quick fix.",
    fix: "Correct the key, or move it to where it belongs.",
  },
  {
    code: "schema-missing-key",
    about: "A key that is required is not there.",
    fix: "Add it.",
  },
  {
    code: "schema-type",
    about:
      "A value has another type than is wanted, often because YAML reads it otherwise than meant: 3.10 is a number, yes is text.",
    fix: "Quotes make text; true and false are the only switches.",
  },
  {
    code: "schema-choice",
    about: "A value is none of those that are allowed here. The nearest one is a quick fix.",
    fix: "Use one of those that the message names.",
  },
  {
    code: "schema-value",
    about: "A value is not written as it must be.",
    fix: "Write it as the message says.",
  },
  {
    code: "schema-repeated-item",
    about: "A list has the same item twice.",
    fix: "Remove one of them.",
  },
  {
    code: "more-findings",
    about: "There are more findings than anybody would read.",
    fix: "Mend the first ones; the others show then.",
  },
];
