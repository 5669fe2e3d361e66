import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HOW_TO_ANSWER } from "../../../cli/ask-question";
import { initCommand } from "../../../cli/commands/init";
import type { LineInput } from "../../../cli/line-input";
import type { Terminal } from "../../../cli/terminal";
import type { Answer } from "../../../cluster/wizard/question";
import { Wizard } from "../../../cluster/wizard/wizard";
import { told } from "../../fixtures/manifest-builder";
import { RIGHT_ANSWERS, WRONG_ANSWERS } from "../../fixtures/wrong-answers";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ovcluster-init-"));
  vi.stubEnv("HOME", folder);
  vi.stubEnv("XDG_DATA_HOME", "");
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** What a person types for an answer: a list of machines ends with an empty line. */
function typed(kind: string, answer: Answer): string[] {
  const line = typeof answer === "string" ? answer : answer.join(",") || "-";
  return kind === "list" ? [...line.split("\n"), ""] : [line];
}

/** The lines that answer every question up to this one. */
function linesUpTo(id: string | undefined, answers: Readonly<Record<string, Answer>>): string[] {
  const wizard = new Wizard({ hosts: [] });
  const lines: string[] = [];
  for (let question = wizard.question; question?.id !== id; question = wizard.question) {
    if (question === undefined) throw new Error(`'${id ?? ""}' is not asked.`);
    const answer = answers[question.id] ?? RIGHT_ANSWERS[question.id] ?? wizard.offered ?? "";
    const problem = wizard.next(answer);
    if (problem !== undefined) throw new Error(`${question.id}: ${problem}`);
    lines.push(...typed(question.kind, answer));
  }
  return lines;
}

/** Runs `ovcluster init` with these lines; answers what it said besides its questions. */
async function init(
  lines: readonly string[],
): Promise<{ messages: string[]; questions: string; out: string }> {
  const left = [...lines];
  const said: string[] = [];
  let out = "";
  const terminal: Terminal = {
    out: (text) => (out += `${text}\n`),
    error: (text) => said.push(text),
    colours: false,
    workingDirectory: folder,
  };
  const input: LineInput = { ask: () => Promise.resolve(left.shift()), close: () => undefined };
  try {
    await initCommand(terminal, undefined, {}, input);
  } catch (error) {
    said.push(error instanceof Error ? error.message : String(error));
  }
  const isQuestion = (text: string): boolean => text.startsWith("\n(");
  return {
    messages: said.filter((text) => !isQuestion(text) && text !== HOW_TO_ANSWER),
    questions: said.filter(isQuestion).join(""),
    out,
  };
}

async function written(): Promise<string[]> {
  return (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== "config")
    .map((entry) => entry.name);
}

describe("ovcluster init", () => {
  it.each(WRONG_ANSWERS)("answers $id, $answer, with one message and writes nothing", async (wrong) => {
    const { id, answer, words, before } = wrong;
    const kind = id.endsWith("Nodes") || id.endsWith("PublicIps") ? "list" : "text";
    const { messages } = await init([...linesUpTo(id, before), ...typed(kind, answer)]);
    // What is known to go wrong with the release is no answer to this one.
    expect(messages.filter((message) => !message.startsWith("Known problems of"))).toEqual([
      expect.stringContaining(words),
      expect.stringMatching(/^The input ended at the question ".*"; nothing was written\.$/),
    ]);
    expect(await written()).toEqual([]);
  });

  it("takes a pasted table, and hosts of ~/.ssh/config, which it names", async () => {
    await mkdir(path.join(folder, ".ssh"));
    const config = [5, 6]
      .map((n) => `Host media-${String(n)}\n  HostName 203.0.113.1${String(n)}\n`)
      .join("");
    await writeFile(path.join(folder, ".ssh/config"), config);
    const table = [
      "name,private,public",
      ...[1, 2, 3, 4].map((n) => `m${String(n)},10.5.0.${String(n)},203.0.113.1${String(n)}`),
    ];
    const { messages, questions } = await init(
      linesUpTo(undefined, { masterNodes: table.join("\n") }).map((line) =>
        line === RIGHT_ANSWERS["mediaNodes"] ? "media-5 10.5.0.5, media-6 10.5.0.6" : line,
      ),
    );
    expect(messages).toEqual([]);
    expect(questions).toContain("Hosts of ~/.ssh/config: media-5 (203.0.113.15), media-6 (203.0.113.16)");
    const text = await readFile(path.join(folder, "openvidu-cluster.yaml"), "utf8");
    expect(told(text)).toEqual([]);
    for (const part of ["name: m4", "name: media-6", "publicIp: 203.0.113.16", "host: media-6"])
      expect(text).toContain(part);
  });
});
