import { Document, isCollection, isMap, isScalar, isSeq } from "yaml";
import { formatPath, type Path } from "../source-range";
import type { Draft } from "./draft";
import { keysAt } from "./manifest-schema";

/** Something that a person should know about a place of a new manifest; it becomes a comment there. */
export interface Remark {
  /** The key or node that it is about; an empty path, or a key that is not there, stands for the whole file. */
  readonly path: Path;
  readonly text: string;
}

/** Longer comments are broken into lines. */
const WIDTH = 100;

/**
 * A manifest as a person would write it: the schema's order, and above every key what it is for.
 * Secrets must be references already; nothing is left out and nothing added.
 */
export function manifestText(draft: Draft, head: string, remarks: readonly Remark[] = []): string {
  const keys = [...keysAt([])];
  const ordered = Object.fromEntries(
    keys.flatMap(([key]) => {
      const value = draft[key as keyof Draft];
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
  const document = new Document(ordered, { aliasDuplicateObjects: false });
  const about = (path: Path): string[] =>
    remarks.filter((remark) => formatPath(remark.path) === formatPath(path)).map(({ text }) => text);
  const homeless = remarks.filter(
    ({ path }) => path.length === 0 || !Object.hasOwn(ordered, String(path[0])),
  );
  document.commentBefore = comment([head, ...homeless.map(({ text }) => text)]);
  const [first] = Object.keys(ordered);
  if (!isMap(document.contents)) throw new Error("A manifest is a mapping.");
  for (const { key: node, value } of document.contents.items) {
    if (!isScalar(node) || typeof node.value !== "string") continue;
    const key = node.value;
    node.spaceBefore = key !== first;
    node.commentBefore = comment([...describe(keys, key), ...about([key])]);
    if (isSeq(value)) {
      value.flow = value.items.every(isScalar);
      for (const [index, item] of value.items.entries()) {
        const told = about([key, index]);
        if (isCollection(item) && told.length > 0) item.commentBefore = comment(told);
      }
    }
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function describe(
  keys: readonly (readonly [string, { readonly description?: string }])[],
  key: string,
): string[] {
  const description = keys.find(([name]) => name === key)?.[1].description;
  return description === undefined ? [] : [description];
}

/** The texts as lines of a comment, as the YAML library takes them: each begins with a blank. */
function comment(texts: readonly string[]): string {
  return texts.flatMap((text) => text.split("\n").flatMap(wrapped)).join("\n");
}

function wrapped(line: string): string[] {
  const lines: string[] = [];
  let now = "";
  for (const word of line.split(" ")) {
    if (now !== "" && now.length + word.length + 1 > WIDTH) {
      lines.push(now);
      now = "";
    }
    now += ` ${word}`;
  }
  return [...lines, now];
}
