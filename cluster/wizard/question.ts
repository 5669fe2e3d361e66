import { releaseInForce, releases } from "../release/catalogue";
import { featuresOf } from "../release/features";
import type { CertificateType, Features, ReleaseFacts } from "../cluster";
import type { FileContent } from "../certificate/certificate-files";
import type { KnownHost } from "./node-list";

/** What a person answers: a text (also of a choice and of a list of machines), or several choices. */
export type Answer = string | readonly string[];

/** Answers by the question's id. */
export type Answers = Readonly<Record<string, Answer>>;

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
}

/** What is to be said of an answer. A remark is told and written into the manifest; the answer is taken. */
export type Judgement =
  | { readonly kind: "fine" }
  | { readonly kind: "remark"; readonly message: string }
  | { readonly kind: "problem"; readonly message: string };

export const FINE: Judgement = { kind: "fine" };

interface Common {
  readonly id: string;
  /** The question, in the words of OpenVidu's own wizard where that asks it too. */
  readonly title: string;
  /** What an answer does, and what an empty one means. */
  readonly help: string;
  /** An answer of the right kind that stands in while this is not answered yet. */
  readonly sample: Answer;
}

/** One step of the wizard. */
export type Question =
  | (Common & {
      readonly kind: "text";
      readonly initial: string;
      /** Typed unseen, and kept in the secret store. */
      readonly secret?: true;
      /** What is wrong with an answer apart from what the manifest's rules tell. */
      readonly problem?: (answer: string) => string | undefined;
      /** The answer names a file, which is looked at once the answer is given. */
      readonly judgeFile?: (answer: string, world: WizardWorld) => Promise<Judgement>;
      /** What a person should know who gives this answer. */
      readonly remark?: (answer: string) => string | undefined;
    })
  | (Common & {
      /** Machines, several in one text. */
      readonly kind: "list";
      readonly initial: string;
      /** Hosts of the user's ssh configuration that may be chosen by their names. */
      readonly hosts: readonly KnownHost[];
      readonly problem: (answer: string) => string | undefined;
    })
  | (Common & {
      readonly kind: "choice";
      readonly initial: string;
      readonly choices: readonly Choice[];
      /** What to tell of an answer that is taken all the same. */
      readonly remark?: (answer: string) => string | undefined;
    })
  | (Common & {
      readonly kind: "choices";
      readonly initial: readonly string[];
      readonly choices: readonly Choice[];
    });

/** What the wizard knows of the machine it runs on. */
export interface WizardWorld {
  /** Hosts of the user's ssh configuration. */
  readonly hosts: readonly KnownHost[];
  /** Reads a file as the manifest names it: absolute, from `~/`, or relative to where the manifest will be. */
  readonly read: (file: string) => Promise<FileContent>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The answer as text; empty where there is none. */
export function textOf(answers: Answers, id: string): string {
  const answer = answers[id];
  return typeof answer === "string" ? answer.trim() : "";
}

/** The chosen values; empty where there is no answer. */
export function listOf(answers: Answers, id: string): readonly string[] {
  const answer = answers[id];
  return Array.isArray(answer) ? (answer as readonly string[]) : [];
}

/** The facts of the chosen release; of the newest before one is chosen. */
export function releaseOf(answers: Answers): ReleaseFacts {
  const release = releaseInForce(textOf(answers, "release")) ?? releases.at(-1);
  if (release === undefined) throw new Error("The catalogue is empty.");
  return release;
}

/** The features of the answers so far, defaults filled in. */
export function answeredFeatures(answers: Answers): Features {
  const certificate = textOf(answers, "certificateType");
  return featuresOf(
    {
      loadBalancing: textOf(answers, "loadBalancing") === "external" ? "external" : "dns",
      modules: listOf(answers, "modules"),
      ...(certificate === "" ? {} : { certificate: { type: certificate as CertificateType } }),
      ...(textOf(answers, "turnDomain") === "" ? {} : { turnDomain: textOf(answers, "turnDomain") }),
    },
    releaseOf(answers),
  );
}

interface TextOptions {
  readonly initial?: string;
  readonly sample?: string;
  readonly problem?: (answer: string) => string | undefined;
}

/** A question that a line of text answers. */
export function text(
  id: string,
  title: string,
  help: string,
  options: TextOptions = {},
): Question & { readonly kind: "text" } {
  const { initial = "", sample = initial, problem } = options;
  return { kind: "text", id, title, help, initial, sample, ...(problem === undefined ? {} : { problem }) };
}
