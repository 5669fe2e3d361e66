import { describe, expect, it } from "vitest";
import { atCursor, brokenItems, complete } from "./completing";

const NAMES = ["#1, {2}.pem", `it's a "key".pem`, "readme.md", "certs/"];

describe("completion of files", () => {
  it.each<[name: string, marked: string, labels: string[]]>([
    ["beside the manifest", "ssh: { identityFile: | }\n", NAMES],
    ["at a half-typed name", "certificate:\n  privateKey: cer|\n", NAMES],
    ["in a folder", "certificate:\n  privateKey: certs/|\n", ["certs/fullchain.pem", "certs/privkey.pem"]],
    [
      "in a folder, half-typed",
      "certificate:\n  publicKey: certs/fu|\n",
      ["certs/fullchain.pem", "certs/privkey.pem"],
    ],
    ["in quotes", "certificate:\n  publicKey: 'certs/|'\n", ["certs/fullchain.pem", "certs/privkey.pem"]],
    [
      "in a node",
      "mediaNodes:\n  - ssh:\n      identityFile: /work/certs/|\n",
      ["/work/certs/fullchain.pem", "/work/certs/privkey.pem"],
    ],
    ["that are hidden, when asked for", "ssh:\n  identityFile: .|\n", [".git/"]],
    ["of no folder that is not there", "ssh:\n  identityFile: nowhere/|\n", []],
  ])("%s", (_, marked, labels) => {
    const { text, offset } = atCursor(marked);
    expect(brokenItems(text, offset)).toEqual([]);
    const shown = complete(marked).labels;
    expect([...shown].sort()).toEqual([...labels, ...(marked.includes(".|") ? NAMES : [])].sort());
  });

  it.each<[name: string, marked: string, label: string, after: string]>([
    ["as it is", "ssh: { identityFile: | }\n", "readme.md", "ssh: { identityFile: readme.md }\n"],
    ["as a folder", "ssh:\n  identityFile: c|\n", "certs/", "ssh:\n  identityFile: certs/\n"],
    [
      "in quotes where it must be",
      "ssh:\n  identityFile: |\n",
      "#1, {2}.pem",
      'ssh:\n  identityFile: "#1, {2}.pem"\n',
    ],
    [
      "with quotes in quotes",
      "ssh:\n  identityFile: '|'\n",
      `it's a "key".pem`,
      `ssh:\n  identityFile: 'it''s a "key".pem'\n`,
    ],
  ])("writes a name %s", (_, marked, label, after) => {
    expect(complete(marked).choose(label)).toBe(after);
  });
});
