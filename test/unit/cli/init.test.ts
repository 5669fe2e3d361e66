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
import { findingsOf, told } from "../../fixtures/manifest-builder";
import { FILES, through, wizardWorld } from "../../fixtures/wizard";
import { REMARKED_ANSWERS, RIGHT_ANSWERS, WRONG_ANSWERS } from "../../fixtures/wrong-answers";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "ovcluster-init-"));
  vi.stubEnv("HOME", folder);
  vi.stubEnv("XDG_DATA_HOME", "");
  for (const [file, text] of Object.entries(FILES)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
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
async function linesUpTo(
  id: string | undefined,
  answers: Readonly<Record<string, Answer>>,
): Promise<string[]> {
  const wizard = new Wizard(wizardWorld());
  const lines: string[] = [];
  await through(wizard, id, answers, ({ kind }, answer) => lines.push(...typed(kind, answer)));
  return lines;
}

/** Runs `ovcluster init` with these lines; answers what it said besides its questions. */
async function init(
  lines: readonly string[],
  file?: string,
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
    await initCommand(terminal, file, {}, input);
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

/** How a remark ends. */
const REMARK = "('<' changes the answer.)";

async function written(): Promise<string[]> {
  return (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== "config")
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((file) => !Object.hasOwn(FILES, file));
}

describe("ovcluster init", () => {
  it.each(WRONG_ANSWERS)("answers $id, $answer, with one message and writes nothing", async (wrong) => {
    const { id, answer, words, before } = wrong;
    const kind = id.endsWith("Nodes") || id.endsWith("PublicIps") ? "list" : "text";
    const { messages } = await init([...(await linesUpTo(id, before)), ...typed(kind, answer)]);
    // An answer before may have been remarked on.
    expect(messages.filter((message) => !message.endsWith(REMARK))).toEqual([
      expect.stringContaining(words),
      expect.stringMatching(/^The input ended at the question ".*"; nothing was written\.$/),
    ]);
    expect(await written()).toEqual([]);
  });

  it.each(REMARKED_ANSWERS)(
    "takes $id, $answer, with a remark, which stands in the file",
    async (remarked) => {
      const { id, answer, words, before } = remarked;
      const { messages, out } = await init(await linesUpTo(undefined, { ...before, [id]: answer }));
      expect(messages).toEqual([expect.stringContaining(words)]);
      expect(messages[0]?.endsWith(REMARK)).toBe(true);
      expect(out).toContain("Wrote openvidu-cluster.yaml.");
      const text = await readFile(path.join(folder, "openvidu-cluster.yaml"), "utf8");
      expect(text.replaceAll("\n# ", " ")).toContain(words);
      expect(findingsOf(text).filter(({ severity }) => severity === "error")).toEqual([]);
    },
  );

  it("looks for files beside the manifest that it will write", async () => {
    const own = { certificateType: "owncert", privateKey: "certs/privkey.pem" };
    const lines = await linesUpTo(undefined, own);
    expect((await init(lines)).messages).toEqual([]);
    const elsewhere = await init(lines, "deep/down/my.openvidu.yaml");
    expect(elsewhere.messages[0]).toBe(
      `The file ${path.join(folder, "deep/down/certs/privkey.pem")} does not exist.`,
    );
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
      (await linesUpTo(undefined, { masterNodes: table.join("\n") })).map((line) =>
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
