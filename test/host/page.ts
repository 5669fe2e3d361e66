import { createWriteStream } from "node:fs";
import { format } from "node:util";
import type { BrowserContext } from "playwright-core";

const TIMEOUT_MS = 300_000;

export interface HostRun {
  /** The workspace. */
  readonly folder: string;
  /** The empty extension that tests are started from. */
  readonly driver: string;
  /** The bundled suite. */
  readonly suite: string;
  /** The file for what the editor prints. */
  readonly console: string;
}

/** Loads the page that starts the suite; answers its exit code. */
export async function runInPage(browser: BrowserContext, url: string, run: HostRun): Promise<number> {
  const page = browser.pages()[0] ?? (await browser.newPage());
  // Everything that the editor and its extension host print; kept for the day when something fails.
  const console = createWriteStream(run.console);
  await page.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) => {
    console.write(`${type}: ${format(...args)}\n`);
  });
  const ended = new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error("The tests inside VS Code did not end in time."));
    }, TIMEOUT_MS);
    const exit = (code: number): void => {
      clearTimeout(timer);
      resolve(code);
    };
    page.exposeFunction("codeAutomationExit", exit).catch(reject);
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
