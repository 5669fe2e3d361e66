import { checkManifest } from "../manifest/check-manifest";
import { ManifestDocument } from "../manifest/manifest-document";
import { manifestText } from "../manifest/manifest-text";
import { credentialQuestions } from "./credential-questions";
import { draftOf } from "./draft-of-answers";
import { machineQuestions } from "./machine-questions";
import { openviduQuestions } from "./openvidu-questions";
import type { Answer, Answers, Question, WizardWorld } from "./question";

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

  /** What is wrong with an answer to the present question, or undefined. */
  problemWith(answer: Answer): string | undefined {
    const { question } = this;
    if (question === undefined) return undefined;
    return shapeProblem(question, answer) ?? this.#ruleProblem(question, answer);
  }

  /** Takes the answer and goes on; where something is wrong with it, says so and stays. */
  next(answer: Answer): string | undefined {
    const { question } = this;
    const problem = this.problemWith(answer);
    if (question === undefined || problem !== undefined) return problem;
    this.#given.set(question.id, answer);
    this.#done.push(question.id);
    return undefined;
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
    return { name: draft.name ?? "", domain: draft.domain ?? "", text: manifestText(draft, HEAD), secrets };
  }

  #answers(): Answers {
    return Object.fromEntries(this.#done.flatMap((id) => [[id, this.#given.get(id) ?? ""] as const]));
  }

  /** The manifest's own rules judge the answer, in a manifest whose other parts are without fault. */
  #ruleProblem(question: Question, answer: Answer): string | undefined {
    const answers = completed({ ...this.#answers(), [question.id]: answer }, this.#world);
    const text = manifestText(draftOf(answers, this.#world).draft, HEAD);
    const { findings } = checkManifest(new ManifestDocument(text));
    return findings.find(
      ({ severity, code }) => severity === "error" || (severity === "warning" && !ADVICE.has(code)),
    )?.message;
  }
}

/** Rules whose warnings are about the world, not about the answer: who answers so may have seen to it. */
const ADVICE: ReadonlySet<string> = new Set(["installable-release", "certificate-domain"]);

function shapeProblem(question: Question, answer: Answer): string | undefined {
  if (question.kind === "choices") return undefined;
  const text = typeof answer === "string" ? answer.trim() : "";
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
