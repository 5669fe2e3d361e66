import { describe, expect, it } from "vitest";
import { brokenItems, atCursor, complete } from "./completing";

const SSH = "x: &login { user: a }\n";

describe("completion of aliases in a list", () => {
  it.each([
    ["x: &a { user: u }\ny: &b { port: 1 }\nssh:\n  <<: [*a, |]\n", ["*b"]],
    ["x: &a { user: u }\ny: &b { port: 1 }\nssh:\n  <<: [*a, *|]\n", ["*b"]],
    ["x: &a { user: u }\ny: &b { port: 1 }\nssh:\n  <<:\n    - *a\n    - *|\n", ["*b"]],
    ["x: &a one\ny: &b two\nmodules:\n  - *a\n  - *|\n", ["*b"]],
    ["x: &a one\ny: &b two\nmodules:\n  - *b|\n", ["*b", "*a"]],
  ])("leaves out those that are there, at %j", (marked, labels) => {
    expect(complete(marked).labels.filter((label) => label.startsWith("*"))).toEqual(labels);
  });
});

describe("completion of aliases", () => {
  it.each<[name: string, marked: string, labels: string[]]>([
    ["after the sign alone", `${SSH}ssh: *|\n`, ["*login"]],
    ["at a half-typed name", `${SSH}ssh: *lo|\n`, ["*login"]],
    ["at the end of the text", `${SSH}ssh: *|`, ["*login"]],
    ["in flow style", `${SSH}mediaNodes: [{ ssh: *| }]\n`, ["*login"]],
    ["in a flow mapping that nobody closed", `${SSH}mediaNodes:\n  - { ssh: *|\n`, ["*login"]],
    ["in a node", `${SSH}mediaNodes:\n  - name: a\n    ssh: *|\n`, ["*login"]],
    ["after a merge key", `${SSH}ssh:\n  <<: |\n`, ["*login"]],
    ["after a merge key without a blank", `${SSH}ssh:\n  <<:|\n`, ["*login"]],
    ["in a list of what is merged", `${SSH}ssh: { <<: [|] }\n`, ["*login"]],
    ["the nearest first, each name once", "x: &a 1\ny: &b 2\nz: &a 3\nw: *|\n", ["*a", "*b"]],
    ["of anchors above only", "w: *|\nx: &a 1\n", []],
    ["not of the anchor that the place is in", "ssh: &a\n  user: b\n  port: *|\n", []],
    ["not of a mapping with other keys", "x: &a { privateIp: b }\nssh: *|\n", []],
    ["not of text where a mapping belongs", "x: &a b\nssh: *|\n", []],
    ["of text where text belongs", "x: &a b\ny: &c 1\nssh: { user: *| }\n", ["*a"]],
    ["of a number where one belongs", "x: &a b\ny: &c 1\nssh: { port: *| }\n", ["*c"]],
    ["of a list where one belongs", "x: &a [b]\ny: &c 1\nmodules: *|\n", ["*a"]],
    ["of everything for a key that nobody knows", "x: &a [b]\ny: &c 1\nz: *|\n", ["*c", "*a"]],
    ["beside other values, without the sign", `y: &p 443\nssh:\n  port: |\n`, ["22", "*p"]],
  ])("%s", (_, marked, labels) => {
    expect(complete(marked).labels).toEqual(labels);
    const { text, offset } = atCursor(marked);
    expect(brokenItems(text, offset)).toEqual([]);
  });

  it.each<[name: string, marked: string, label: string, after: string]>([
    ["over what is typed", `${SSH}ssh: *l|x # why\n`, "*login", `${SSH}ssh: *login # why\n`],
    ["after the sign", `${SSH}ssh: *|\n`, "*login", `${SSH}ssh: *login\n`],
    ["after a merge key", `${SSH}ssh:\n  <<:|\n`, "*login", `${SSH}ssh:\n  <<: *login\n`],
    ["with its merge key", `${SSH}ssh:\n  |\n`, "<<: *login", `${SSH}ssh:\n  <<: *login\n`],
    ["with its merge key, in flow style", `${SSH}ssh: { |}\n`, "<<: *login", `${SSH}ssh: { <<: *login}\n`],
    [
      "as a node's first line",
      "x: &n { privateIp: b }\nmediaNodes:\n  - |\n",
      "<<: *n",
      "x: &n { privateIp: b }\nmediaNodes:\n  - <<: *n\n",
    ],
  ])("is written %s", (_, marked, label, after) => {
    expect(complete(marked).choose(label)).toBe(after);
  });

  it("offers no second merge key, and none at the top", () => {
    expect(complete(`${SSH}ssh:\n  <<: *login\n  |\n`).labels).not.toContain("<<: *login");
    expect(complete(`${SSH}|\n`).labels).not.toContain("<<: *login");
  });

  it("shows what an alias stands for, with its secrets masked", () => {
    const { items } = complete("x: &a { user: b, sudoPassword: hunter2 }\nssh: *|\n");
    const shown = JSON.stringify(items[0]?.documentation);
    expect(shown).toContain("user: b");
    expect(shown).toContain("sudoPassword: •••");
    expect(shown).not.toContain("hunter2");
  });

  it("offers none in quotes", () => {
    expect(complete("y: &p root\nssh:\n  user: '|'\n").labels).toEqual([]);
  });
});
