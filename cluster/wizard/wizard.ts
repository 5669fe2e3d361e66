import type { Finding, Severity } from "../finding";
import { checkManifest } from "../manifest/check-manifest";
import { ManifestDocument } from "../manifest/manifest-document";
import { manifestText } from "../manifest/manifest-text";
import { knownProblems } from "../rules/known-problems";
import { credentialQuestions } from "./credential-questions";
import { draftOf } from "./draft-of-answers";
import { machineQuestions } from "./machine-questions";
import { openviduQuestions } from "./openvidu-questions";
import { FINE, type Answer, type Answers, type Judgement, type Question, type WizardWorld } from "./question";
import { keyOf, remarkAt } from "./remark-place";

const HEAD =
  "An OpenVidu High Availability cluster. The editor and 'ovcluster validate' check this file; 'OpenVidu: Deploy Cluster' and 'ovcluster deploy' install it.";

/** What the wizard makes in the end. */
export interface WizardResult {
  /** The cluster's name and domain. */
  readonly name: string;
  readonly domain: string;
  readonly text: string;
  /** Secrets to keep, by their names in the store; the text only refers to them. */
  readonly secrets: ReadonlyMap<string, string>;
}

/** Every question that the answers lead to, in order. Only what comes before a question decides whether it is asked. */
export function questionsFor(answers: Answers, world: WizardWorld): Question[] {
  return [
    ...openviduQuestions(answers, world),
    ...credentialQuestions(answers),
    ...machineQuestions(answers, world),
  ];
}

/** Asks one question after the other, forward and back; answers are kept, and asked again when going over them. */
export class Wizard {
  readonly #world: WizardWorld;
  /** Everything that was ever answered: what is offered when a question comes again. */
  readonly #given = new Map<string, Answer>();
  /** The questions that are answered for good, in order. */
  readonly #done: string[] = [];
  /** What was remarked on answers, by question. */
  readonly #remarks = new Map<string, string>();

  constructor(world: WizardWorld) {
    this.#world = world;
  }

  /** The question to ask now; undefined where all are answered. */
  get question(): Question | undefined {
    return questionsFor(this.#answers(), this.#world).find(({ id }) => !this.#done.includes(id));
  }

  /** What to show as its answer: the former one where it still can be one, else the usual. */
  get offered(): Answer | undefined {
    const { question } = this;
    if (question === undefined) return undefined;
    const former = this.#given.get(question.id);
    if (question.kind === "choices") {
      if (!Array.isArray(former)) return question.initial;
      return question.choices.map(({ value }) => value).filter((value) => former.includes(value));
    }
    if (typeof former !== "string") return question.initial;
    const fits = question.kind !== "choice" || question.choices.some(({ value }) => value === former);
    return fits ? former : question.initial;
  }

  /** How far it is, from 1; the total may change with the answers. */
  get step(): { readonly number: number; readonly total: number } {
    const all = questionsFor(Object.fromEntries(this.#given), this.#world);
    return { number: this.#done.length + 1, total: Math.max(all.length, this.#done.length + 1) };
  }

  /** What is wrong with an answer to the present question as it stands, or undefined. No file is looked at. */
  problemWith(answer: Answer): string | undefined {
    const { question } = this;
    if (question === undefined) return undefined;
    return shapeProblem(question, answer) ?? this.#told(question, answer, "error")[0];
  }

  /** All that is to be said of an answer, with the files that it names. */
  async judge(answer: Answer): Promise<Judgement> {
    const { question } = this;
    const problem = this.problemWith(answer);
    if (problem !== undefined) return { kind: "problem", message: problem };
    if (question === undefined) return FINE;
    const written = question.kind === "text" ? textIn(answer) : "";
    const judge = question.kind === "text" ? question.judgeFile : undefined;
    const ofFile = judge === undefined ? FINE : await judge(written, this.#world);
    if (ofFile.kind !== "fine") return ofFile;
    const remark = remarkOn(question, answer);
    const known = this.#done.map((id) => this.#remarks.get(id) ?? "");
    const told = this.#told(question, answer, "warning").filter(
      (one) => !known.some((text) => text.includes(one)),
    );
    const remarks = [...(remark === undefined ? [] : [remark]), ...told];
    return remarks.length === 0 ? FINE : { kind: "remark", message: remarks.join(" ") };
  }

  /** Takes the answer and goes on, with a remark where there is one; where something is wrong with it, says so and stays. */
  async next(answer: Answer): Promise<Judgement> {
    const { question } = this;
    const judgement = await this.judge(answer);
    if (question === undefined || judgement.kind === "problem") return judgement;
    this.#given.set(question.id, answer);
    this.#done.push(question.id);
    if (judgement.kind === "remark") this.#remarks.set(question.id, judgement.message);
    else this.#remarks.delete(question.id);
    return judgement;
  }

  /** Keeps an answer that is not confirmed, so that going back does not lose it. */
  remember(answer: Answer): void {
    const { question } = this;
    if (question !== undefined) this.#given.set(question.id, answer);
  }

  /** Goes back to the former question; false at the first one. */
  back(): boolean {
    return this.#done.pop() !== undefined;
  }

  /** The manifest of the answers; throws where questions are left. */
  result(): WizardResult {
    if (this.question !== undefined) throw new Error(`'${this.question.id}' is not answered yet.`);
    const { draft, secrets } = draftOf(this.#answers(), this.#world);
    const remarks = this.#done.flatMap((id) => remarkAt(id, this.#remarks.get(id)));
    const text = manifestText(draft, HEAD, remarks);
    return { name: draft.name ?? "", domain: draft.domain ?? "", text, secrets };
  }

  #answers(): Answers {
    return Object.fromEntries(this.#done.flatMap((id) => [[id, this.#given.get(id) ?? ""] as const]));
  }

  /** What the manifest's own rules tell of the answer, in a manifest whose other parts are without fault. */
  #told(question: Question, answer: Answer, severity: Severity): string[] {
    const answers = completed({ ...this.#answers(), [question.id]: answer }, this.#world);
    const text = manifestText(draftOf(answers, this.#world).draft, HEAD);
    const document = new ManifestDocument(text);
    const told = checkManifest(document).findings.filter(
      (one: Finding) => one.severity === severity && one.code !== knownProblems.id,
    );
    const key = keyOf(question.id);
    const end = key === undefined ? undefined : document.nodeAtPath([key])?.range.end;
    const start = key === undefined ? 0 : document.rangeOf([key], "key").start;
    const isOwn = ({ range }: Finding): boolean =>
      end !== undefined && start <= range.start && range.end <= end;
    // Of two places that are at odds, the one that was just written names the other.
    return [...told.filter(isOwn), ...told.filter((one) => !isOwn(one))].map(({ message }) => message);
  }
}

/** What there is to tell of an answer that is taken all the same, or undefined. */
function remarkOn(question: Question, answer: Answer): string | undefined {
  if (question.kind === "text") return question.remark?.(textIn(answer));
  return question.kind === "choice" && typeof answer === "string" ? question.remark?.(answer) : undefined;
}

function textIn(answer: Answer): string {
  return typeof answer === "string" ? answer.trim() : "";
}

function shapeProblem(question: Question, answer: Answer): string | undefined {
  if (question.kind === "choices") {
    const known = question.choices.map(({ value }) => value);
    const chosen = typeof answer === "string" ? [answer] : answer;
    return chosen.every((value) => known.includes(value)) ? undefined : "Choose among the list.";
  }
  const text = textIn(answer);
  if (question.kind !== "choice") return question.problem?.(text);
  return question.choices.some(({ value }) => value === text) ? undefined : "Choose one of the list.";
}

/** The answers with a faultless one to every question that is still open. */
function completed(answers: Answers, world: WizardWorld): Answers {
  for (;;) {
    const open = questionsFor(answers, world).find(({ id }) => answers[id] === undefined);
    if (open === undefined) return answers;
    answers = { ...answers, [open.id]: open.sample };
  }
}
