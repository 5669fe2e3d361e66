import * as vscode from "vscode";
import type { Question, WizardWorld } from "../../cluster/wizard/question";
import type { WizardResult } from "../../cluster/wizard/wizard";
import { askStep, type Step } from "./ask-step";

/** Asks everything; undefined where the user gave up. */
export async function runWizard(world: WizardWorld): Promise<WizardResult | undefined> {
  const { Wizard } = await import("../../cluster/wizard/wizard");
  const wizard = new Wizard(world);
  for (let question = wizard.question; question !== undefined; question = wizard.question) {
    const reply = await askStep({
      question,
      offered: wizard.offered ?? "",
      ...wizard.step,
      problemWith: (answer) => wizard.problemWith(answer),
      judge: (answer) => wizard.judge(answer),
      ...hostsButton(question),
    });
    if (reply.kind === "left") return undefined;
    if (reply.kind === "answer") {
      const judged = await wizard.next(reply.answer);
      if (judged.kind === "remark" && question.kind === "choice")
        void vscode.window.showInformationMessage(judged.message);
    } else {
      wizard.remember(reply.answer);
      wizard.back();
    }
  }
  return wizard.result();
}

/** At lists of machines: choose among the hosts of the user's ssh configuration. */
function hostsButton(question: Question): Pick<Step, "more"> {
  if (question.kind !== "list" || question.hosts.length === 0) return {};
  const { hosts } = question;
  const button = {
    iconPath: new vscode.ThemeIcon("server-environment"),
    tooltip: vscode.l10n.t("Choose Hosts of ~/.ssh/config"),
  };
  const change = async (text: string): Promise<string | undefined> => {
    const items = hosts.map(({ alias, hostName }) => ({ label: alias, description: hostName ?? "" }));
    const chosen = await vscode.window.showQuickPick(items, {
      canPickMany: true,
      ignoreFocusOut: true,
      title: question.title,
      placeHolder: vscode.l10n.t("Hosts of ~/.ssh/config"),
    });
    if (chosen === undefined) return undefined;
    return [text.trim(), ...chosen.map(({ label }) => label)].filter((part) => part !== "").join("; ");
  };
  return { more: { button, change } };
}
