import type { Answer, Choice, Question } from "../cluster/wizard/question";
import type { KnownHost } from "../cluster/wizard/node-list";
import type { Colours } from "./colours";
import type { LineInput } from "./line-input";

/** What came back: an answer, the wish to go back, or the input's end. */
export type Reply =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "back" }
  | { readonly kind: "ended" }
  | { readonly kind: "unclear"; readonly message: string };

const BACK = "<";
const NOTHING = "-";

/** How to answer, told once at the beginning. */
export const HOW_TO_ANSWER = `Enter takes what stands in brackets, '${NOTHING}' means nothing, '${BACK}' goes back, Ctrl-C leaves without writing anything.`;

/** The question as it is printed above its prompt. */
export function questionText(question: Question, step: string, offered: Answer, colours: Colours): string {
  const { bold, dim } = colours;
  const lines = [`${dim(step)} ${bold(question.title)}`, dim(question.help)];
  if (question.kind === "choice" || question.kind === "choices") {
    lines.push(...question.choices.map((choice, index) => choiceLine(choice, index, offered, colours)));
  }
  if (question.kind === "list") lines.push(...listLines(question.hosts).map(dim));
  return lines.join("\n");
}

/** More hosts than these are counted only. */
const MOST_HOSTS = 20;

function listLines(hosts: readonly KnownHost[]): string[] {
  const named = hosts
    .slice(0, MOST_HOSTS)
    .map(({ alias, hostName }) => (hostName === undefined ? alias : `${alias} (${hostName})`));
  const more = hosts.length > MOST_HOSTS ? ` and ${String(hosts.length - MOST_HOSTS)} more` : "";
  return [
    ...(named.length === 0 ? [] : [`Hosts of ~/.ssh/config: ${named.join(", ")}${more}`]),
    "An empty line ends the list.",
  ];
}

function choiceLine(
  { value, label, detail }: Choice,
  index: number,
  offered: Answer,
  { dim }: Colours,
): string {
  const chosen = Array.isArray(offered) ? offered.includes(value) : offered === value;
  return `  ${chosen ? "*" : " "} ${String(index + 1)}) ${label}${detail === undefined ? "" : dim(` – ${detail}`)}`;
}

/** Reads the reply to a question: a line, or several for a list of machines. */
export async function readReply(input: LineInput, question: Question, offered: Answer): Promise<Reply> {
  const display = question.kind === "text" && question.secret === true ? "hidden" : "shown";
  const line = (await input.ask(promptFor(question, offered), display))?.trim();
  if (line === undefined) return { kind: "ended" };
  if (line === BACK) return { kind: "back" };
  if (line === "") return { kind: "answer", answer: offered };
  switch (question.kind) {
    case "text":
      return { kind: "answer", answer: line === NOTHING ? "" : line };
    case "list":
      return readList(input, line);
    case "choice": {
      const found = choiceOf(line, question.choices);
      return found === undefined ? unclear(line) : { kind: "answer", answer: found };
    }
    case "choices": {
      const words = line === NOTHING ? [] : wordsOf(line, question.choices);
      const found = words.map((word) => choiceOf(word, question.choices));
      const missing = words[found.indexOf(undefined)];
      const chosen = [...new Set(found.flatMap((value) => value ?? []))];
      return missing === undefined ? { kind: "answer", answer: chosen } : unclear(missing);
    }
  }
}

async function readList(input: LineInput, first: string): Promise<Reply> {
  const lines = [first];
  for (;;) {
    const line = (await input.ask("  "))?.trim();
    if (line === BACK) return { kind: "back" };
    if (line === undefined || line === "") return { kind: "answer", answer: lines.join("\n") };
    lines.push(line);
  }
}

/** Separated by commas, or by blanks where these do not belong to a label. */
function wordsOf(line: string, choices: readonly Choice[]): string[] {
  return line
    .split(",")
    .map((part) => part.trim())
    .flatMap((part) => (choiceOf(part, choices) === undefined ? part.split(/\s+/) : [part]))
    .filter((word) => word !== "");
}

/** By number, value or label. */
function choiceOf(word: string, choices: readonly Choice[]): string | undefined {
  const same = ({ value, label }: Choice): boolean =>
    [value, label].some((text) => text.toLowerCase() === word.toLowerCase());
  return (choices.find(same) ?? (/^\d+$/.test(word) ? choices[Number(word) - 1] : undefined))?.value;
}

function unclear(word: string): Reply {
  return {
    kind: "unclear",
    message: `'${word}' is none of the choices. Answer with their numbers or names.`,
  };
}

function promptFor(question: Question, offered: Answer): string {
  if (question.kind === "choice" || question.kind === "choices") {
    const numbers = question.choices.flatMap(({ value }, index) =>
      (Array.isArray(offered) ? offered.includes(value) : offered === value) ? [String(index + 1)] : [],
    );
    return `[${numbers.join(",")}] > `;
  }
  if (offered === "") return "> ";
  const secret = question.kind === "text" && question.secret === true;
  return `[${secret ? "as before" : String(offered).replaceAll("\n", ", ")}] > `;
}
