import type { EditorTools } from "../setup/editor.mjs";

export interface CodeServerOptions {
  tools: EditorTools;
  /** The packed extension to install. */
  vsix: string;
  /** "port" (default): a free port of 127.0.0.1; "same-port": one that stays the same over restarts; else the path of a Unix socket. */
  listen?: string;
  /** False: VS Code asks whether the workspace is trusted. */
  trust?: boolean;
  /** User settings besides those that keep the editor quiet. */
  settings?: Readonly<Record<string, unknown>>;
  environment?: Readonly<Record<string, string>>;
  /** Further arguments for the server. */
  options?: readonly string[];
  /** A command before the server's own, for example one that enters a network namespace. */
  enter?: readonly string[];
}

export interface CodeServer {
  /** A folder that is removed at the end; `home` and `data` are in it. */
  readonly folder: string;
  readonly url: string;
  /** The last lines that the server printed. */
  output(): string;
  /** Ends the server and starts it anew in the same folder. With "port" it would listen elsewhere. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export function startCodeServer(options: CodeServerOptions): Promise<CodeServer>;
