import * as vscode from "vscode";
import type { Answer, Judgement, Question } from "../../cluster/wizard/question";

/** What a step ends with. `left`: the user gave up. */
export type StepReply =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "back"; readonly answer: Answer }
  | { readonly kind: "left" };

export interface Step {
  readonly question: Question;
  readonly offered: Answer;
  /** From 1. */
  readonly number: number;
  readonly total: number;
  /** What is wrong with an answer as it is typed, or undefined. */
  readonly problemWith: (answer: Answer) => string | undefined;
  /** All that is to be said of an answer that is confirmed. */
  readonly judge: (answer: Answer) => Promise<Judgement>;
  /** A further button of a list, and the text that it makes of the present one; undefined leaves it as it is. */
  readonly more?: {
    readonly button: vscode.QuickInputButton;
    readonly change: (text: string) => Promise<string | undefined>;
  };
}

/** Asks one question in VS Code's own input, with a way back from the second on. */
export function askStep(step: Step): Promise<StepReply> {
  return step.question.kind === "choice" || step.question.kind === "choices"
    ? askChoice(step, step.question)
    : askText(step);
}

function askText(step: Step): Promise<StepReply> {
  const box = vscode.window.createInputBox();
  const { question, offered, more } = step;
  dress(box, step);
  box.prompt = question.help;
  box.password = question.kind === "text" && question.secret === true;
  box.value = typeof offered === "string" ? offered.replaceAll("\n", "; ") : "";
  if (more !== undefined) box.buttons = [...box.buttons, more.button];
  return new Promise((resolve) => {
    const end = ending(box, resolve);
    // An empty box says nothing before it is confirmed.
    box.onDidChangeValue((value) => {
      box.validationMessage = value.trim() === "" ? undefined : step.problemWith(value);
    });
    const confirm = confirmation(box, step, end);
    box.onDidAccept(() => void confirm());
    box.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) end({ kind: "back", answer: box.value });
      else if (more !== undefined) void changed(box, more.change, step, end);
    });
    box.show();
  });
}

/** Ends the box where nothing is to be said of its answer; a remark is shown first, and confirmed by the same answer again. */
function confirmation(box: vscode.InputBox, step: Step, end: Ending): () => Promise<void> {
  let judging = false;
  let remarked: string | undefined;
  return async () => {
    if (judging) return;
    const answer = box.value;
    judging = true;
    box.busy = true;
    const judgement = await step.judge(answer);
    box.busy = false;
    judging = false;
    // What was typed meanwhile is another answer.
    if (box.value !== answer) return;
    if (judgement.kind === "fine" || (judgement.kind === "remark" && remarked === answer)) {
      end({ kind: "answer", answer });
      return;
    }
    remarked = judgement.kind === "remark" ? answer : undefined;
    box.validationMessage =
      judgement.kind === "problem"
        ? judgement.message
        : {
            message: vscode.l10n.t("{0} Press Enter to keep it so.", judgement.message),
            severity: vscode.InputBoxValidationSeverity.Warning,
          };
  };
}

/** Hides the box while another input is open, and shows it with the changed text. */
async function changed(
  box: vscode.InputBox,
  change: (text: string) => Promise<string | undefined>,
  step: Step,
  end: Ending,
): Promise<void> {
  end.paused = true;
  const text = await change(box.value);
  end.paused = false;
  if (text !== undefined) {
    box.value = text;
    box.validationMessage = step.problemWith(text);
  }
  box.show();
}

/** Characters of a detail that fit beside the label, and of one that fits below it. */
const SHORT = 24;
const ROW = 80;

interface Item extends vscode.QuickPickItem {
  readonly value: string;
}

function askChoice(step: Step, question: Question & { kind: "choice" | "choices" }): Promise<StepReply> {
  const pick = vscode.window.createQuickPick<Item>();
  const { offered } = step;
  dress(pick, step);
  const many = question.kind === "choices";
  pick.canSelectMany = many;
  pick.placeholder = question.help;
  pick.matchOnDetail = true;
  const items = (wrong?: string, problem?: string): Item[] =>
    question.choices.map(({ value, label, detail = "" }) => {
      const short = detail.length <= SHORT;
      const mark = !many && value === offered ? "✓" : "";
      return {
        value,
        label,
        description: [short ? detail : "", mark].filter((part) => part !== "").join(" "),
        detail: value === wrong ? `$(error) ${problem ?? ""}` : short ? "" : detail,
      };
    });
  const chosen = (value: string): boolean =>
    Array.isArray(offered) ? offered.includes(value) : value === offered;
  pick.items = items();
  const former = pick.items.filter(({ value }) => chosen(value));
  if (many) pick.selectedItems = former;
  else pick.activeItems = former;
  const answer = (): Answer => {
    const values = pick.selectedItems.map(({ value }) => value);
    return many ? values : (values[0] ?? "");
  };
  return new Promise((resolve) => {
    const end = ending(pick, resolve);
    pick.onDidAccept(() => {
      const problem = step.problemWith(answer());
      if (problem === undefined) {
        end({ kind: "answer", answer: answer() });
        return;
      }
      const [wrong] = pick.selectedItems;
      // A row has no room for a long message, with none chosen there is no row, and a notification has one line.
      if (wrong === undefined || problem.length > ROW)
        void vscode.window.showWarningMessage(problem, { modal: true });
      pick.items = items(wrong?.value, problem);
      pick.activeItems = pick.items.filter(({ value }) => value === wrong?.value);
    });
    pick.onDidTriggerButton(() => {
      end({ kind: "back", answer: many ? answer() : offered });
    });
    pick.show();
  });
}

function dress(input: vscode.QuickPick<Item> | vscode.InputBox, { question, number, total }: Step): void {
  input.title = question.title;
  input.step = number;
  input.totalSteps = total;
  input.ignoreFocusOut = true;
  input.buttons = number > 1 ? [vscode.QuickInputButtons.Back] : [];
}

interface Ending {
  (reply: StepReply): void;
  /** Another input is open: that hides this one without ending it. */
  paused: boolean;
}

/** Ends an input once, whichever way it ends. */
function ending(
  input: vscode.QuickPick<Item> | vscode.InputBox,
  resolve: (reply: StepReply) => void,
): Ending {
  const end: Ending = Object.assign(
    (reply: StepReply): void => {
      resolve(reply);
      input.dispose();
    },
    { paused: false },
  );
  input.onDidHide(() => {
    if (!end.paused) end({ kind: "left" });
  });
  return end;
}
