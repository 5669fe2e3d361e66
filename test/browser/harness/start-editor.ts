import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { chromium, type BrowserContext } from "playwright-core";
import { startCodeServer, type CodeServer } from "../../../scripts/editor/code-server.mjs";
import { setUpEditor } from "../../../scripts/setup/editor.mjs";
import { Editor, type OpenWindow } from "./editor";
import { VSIX } from "./paths";

const ARGUMENTS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
  ...["--disable-background-networking", "--disable-component-update", "--force-color-profile=srgb"],
];

export interface StartOptions {
  /** Files of the workspace, by path below it. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Files of the user's home, by path below it. Written for the owner alone, as ssh wants its keys. */
  readonly home?: Readonly<Record<string, string>>;
  /** The file to open at the start. */
  readonly open?: string;
  /** False: VS Code asks whether the workspace is trusted. */
  readonly trust?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Commands by the keys that the user has given them. */
  readonly keys?: Readonly<Record<string, string>>;
}

/** A VS Code of its own with the packed extension, a workspace and a browser on it. */
export async function startEditor(options: StartOptions): Promise<Editor> {
  const tools = await setUpEditor();
  const server = await startCodeServer({
    tools,
    vsix: VSIX,
    listen: "same-port",
    trust: options.trust ?? true,
    settings: { "editor.minimap.enabled": false, ...options.settings },
  });
  try {
    const workspace = path.join(server.folder, "video");
    await writeFiles(workspace, options.files, 0o644);
    const keys = Object.entries(options.keys ?? {}).map(([key, command]) => ({ key, command }));
    await writeFiles(
      path.join(server.folder, "data/User"),
      { "keybindings.json": JSON.stringify(keys) },
      0o644,
    );
    await writeFiles(path.join(server.folder, "home"), options.home ?? {}, 0o600);
    const open = async (): Promise<OpenWindow> => {
      const browser = await launch(server, tools.chromium);
      const page = browser.pages()[0] ?? (await browser.newPage());
      await page.goto(address(server, workspace, options.open));
      return { browser, page };
    };
    return new Editor(server, workspace, open, await open());
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Chromium with a profile below the server's folder, so that it goes when the server goes. */
export function launch(server: CodeServer, executablePath: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(path.join(server.folder, "browser"), {
    executablePath,
    args: ARGUMENTS,
    viewport: { width: 1360, height: 860 },
    colorScheme: "dark",
  });
}

function address(server: CodeServer, workspace: string, open: string | undefined): string {
  const query = new URLSearchParams({ folder: workspace });
  if (open !== undefined) {
    const file = `vscode-remote://${new URL(server.url).host}${path.join(workspace, open)}`;
    query.set("payload", JSON.stringify([["openFile", file]]));
  }
  return `${server.url}/?${query.toString()}`;
}

async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  mode: number,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text, { mode });
  }
}
