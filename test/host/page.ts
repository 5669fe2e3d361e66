import { format } from "node:util";
import type { BrowserContext, Page } from "playwright-core";

const TIMEOUT_MS = 300_000;

export interface HostRun {
  /** The workspace. */
  readonly folder: string;
  /** The empty extension that tests are started from. */
  readonly driver: string;
  /** The bundled suite. */
  readonly suite: string;
  /** Whether somebody answers what Deploy asks. */
  readonly answers: boolean;
}

/** Loads the page that starts the suite; answers its exit code. */
export async function runInPage(browser: BrowserContext, url: string, run: HostRun): Promise<number> {
  const page = browser.pages()[0] ?? (await browser.newPage());
  await page.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) => {
    process[type === "error" ? "stderr" : "stdout"].write(`${format(...args)}\n`);
  });
  let over = false;
  const ended = new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error("The tests inside VS Code did not end in time."));
    }, TIMEOUT_MS);
    const exit = (code: number): void => {
      over = true;
      clearTimeout(timer);
      resolve(code);
    };
    page.exposeFunction("codeAutomationExit", exit).catch(reject);
    if (run.answers) {
      answerDeploy(page).catch((error: unknown) => {
        // When the suite has ended, nobody asks any more, and the page closes under the waiting.
        if (!over) reject(error instanceof Error ? error : new Error(String(error)));
      });
    }
  });
  const remote = `vscode-remote://${new URL(url).host}`;
  const payload = [
    ["extensionDevelopmentPath", `${remote}${run.driver}`],
    ["extensionTestsPath", `${remote}${run.suite}`],
  ];
  const query = new URLSearchParams({ folder: run.folder, payload: JSON.stringify(payload) });
  await page.goto(`${url}/?${query.toString()}`);
  return ended;
}

/** The person at the keyboard: gives the license and confirms, once. */
async function answerDeploy(page: Page): Promise<void> {
  const question = page.locator(".quick-input-widget", { hasText: "license" });
  await question.waitFor({ timeout: 0 });
  await question.locator("input").first().fill("lab-license");
  await page.keyboard.press("Enter");
  await page.locator(".monaco-dialog-box").getByRole("button", { name: "Deploy" }).click({ timeout: 0 });
}
