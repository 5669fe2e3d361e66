import type { Editor } from "./editor";

/** What VS Code asks above the editor, one question after the other, as a person sees it. */
export class Questions {
  constructor(readonly editor: Editor) {}

  async title(text: string): Promise<void> {
    await this.editor.page.locator(".quick-input-title", { hasText: text }).waitFor();
  }

  async message(text: string): Promise<void> {
    await this.editor.page.locator(".quick-input-message", { hasText: text }).waitFor();
  }

  /** Types an answer where nothing is yet, and confirms it. */
  async type(title: string, text: string): Promise<void> {
    await this.title(title);
    await this.editor.question.fill(text);
    await this.editor.page.keyboard.press("Enter");
  }

  /** Confirms what is offered. */
  async accept(title: string): Promise<void> {
    await this.title(title);
    await this.editor.page.locator(".quick-input-widget").getByRole("textbox").first().waitFor();
    await this.editor.page.keyboard.press("Enter");
  }

  async choose(title: string, label: string): Promise<void> {
    await this.title(title);
    await this.editor.page.locator(".quick-input-list .monaco-list-row", { hasText: label }).first().click();
  }

  /** Pastes a text over whatever is there, and confirms it. */
  async paste(title: string, text: string): Promise<void> {
    await this.title(title);
    const { page } = this.editor;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    await this.editor.question.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+v");
    await page.keyboard.press("Enter");
  }

  async back(): Promise<void> {
    await this.editor.page.locator(".quick-input-titlebar").getByRole("button", { name: "Back" }).click();
  }
}
