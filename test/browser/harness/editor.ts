import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { BrowserContext, Locator, Page } from "playwright-core";
import type { CodeServer } from "../../../scripts/editor/code-server.mjs";
import { RESULTS } from "./paths";

/** Long enough for a busy machine; everything waits for what it needs, never for a time. */
const PATIENCE_MS = 60_000;

/** A browser with one window of VS Code. */
export interface OpenWindow {
  readonly browser: BrowserContext;
  readonly page: Page;
}

/** What a person sees and does in VS Code, in the words of a test. */
export class Editor {
  readonly workspace: string;
  readonly #server: CodeServer;
  readonly #open: () => Promise<OpenWindow>;
  #window: OpenWindow;

  constructor(server: CodeServer, workspace: string, open: () => Promise<OpenWindow>, window: OpenWindow) {
    this.#server = server;
    this.workspace = workspace;
    this.#open = open;
    this.#window = window;
    this.page.setDefaultTimeout(PATIENCE_MS);
  }

  /** The window as it is now; another one after a restart. */
  get page(): Page {
    return this.#window.page;
  }

  /** Ends the browser and VS Code and starts both anew, as after a night. */
  async restart(): Promise<void> {
    await this.#window.browser.close();
    await this.#server.restart();
    this.#window = await this.#open();
    this.page.setDefaultTimeout(PATIENCE_MS);
  }

  /** Red waves under a mistake. */
  get mistakes(): Locator {
    return this.page.locator(".squiggly-error");
  }

  /** The rows of the Problems panel. */
  get problems(): Locator {
    return this.page.locator(".markers-panel .monaco-list-row");
  }

  get dialog(): Locator {
    return this.page.locator(".monaco-dialog-box");
  }

  get notifications(): Locator {
    return this.page.locator(".notification-toast");
  }

  /** Where VS Code asks for something: the palette, a choice, a text. */
  get question(): Locator {
    return this.page.locator(".quick-input-widget input").first();
  }

  /** A row of the tree by the beginning of what a screen reader says. */
  row(spoken: string): Locator {
    return this.page.locator(`.pane-body .monaco-list-row[aria-label*="${spoken}"]`);
  }

  /** Text of a view that is empty. */
  get welcome(): Locator {
    return this.page.locator(".welcome-view-content");
  }

  async openView(title: string): Promise<void> {
    const action = this.page.locator(`.activitybar .action-label[aria-label^="${title}"]`);
    await action.waitFor();
    if ((await action.getAttribute("aria-expanded")) !== "true") await action.click();
  }

  /** Opens a row's children. */
  async expand(spoken: string): Promise<void> {
    await this.row(spoken).locator(".monaco-tl-twistie").click();
  }

  /** Runs a command from the palette, as its title reads there. */
  async command(title: string): Promise<void> {
    // Enter takes the focused row: only once that is ours, as the list is filtered a moment after the typing.
    const row = this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: title });
    const deadline = Date.now() + 60_000;
    for (;;) {
      await this.page.keyboard.press("F1");
      await this.question.waitFor();
      await this.question.fill(`>${title}`);
      try {
        await row.waitFor({ timeout: 5_000 });
        break;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        // An open palette keeps the commands that could be run when it opened: right after the start the workspace is not trusted yet.
        await this.page.keyboard.press("Escape");
        await this.settled();
      }
    }
    await this.page.keyboard.press("Enter");
  }

  /** Asks for the fixes at the cursor and answers the one with this text, to be clicked. */
  async quickFix(text: string): Promise<Locator> {
    const fix = this.page.locator(".action-widget .monaco-list-row", { hasText: text });
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      await this.page.keyboard.press("Control+.");
      try {
        await fix.waitFor({ timeout: 5_000 });
        return fix;
      } catch (error) {
        // The menu closes when the editor only then hears where the cursor went.
        if (Date.now() > deadline) throw error;
      }
    }
  }

  /** Waits until the palette has faded away. */
  async settled(): Promise<void> {
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  /** A picture of this moment, for people. Answers its file. */
  async picture(name: string, folder = "browser"): Promise<string> {
    const file = path.join(RESULTS, folder, `${name}.png`);
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
    return file;
  }

  /** Runs a scenario; when it fails, what was to be seen is kept. Ends everything in any case. */
  async run(name: string, scenario: (editor: Editor) => Promise<void>): Promise<void> {
    try {
      await scenario(this);
    } catch (error) {
      await this.picture(`failed-${name}`, "failures");
      await writeFile(path.join(RESULTS, "failures", `${name}.server.log`), this.#server.output());
      throw error;
    } finally {
      await this.close();
    }
  }

  async close(): Promise<void> {
    await this.#window.browser.close();
    await this.#server.stop();
  }
}
