import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { App } from "../../../client/app";
import { registerCommands } from "../../../client/commands/table";
import { lookAtCluster } from "../../../client/engine/look-at-cluster";
import { productionCluster } from "../operations/builders";

/** As much of VS Code as is used before it is known whether the workspace is trusted. */
const editor = vi.hoisted(() => ({
  trusted: false,
  handlers: new Map<string, (argument?: unknown) => Promise<void>>(),
  told: [] as string[],
  asked: 0,
}));

vi.mock("vscode", () => ({
  l10n: { t: (text: string) => text },
  commands: {
    registerCommand: (name: string, handler: () => Promise<void>) => {
      editor.handlers.set(name, handler);
      return { dispose: () => undefined };
    },
  },
  window: {
    showInformationMessage: (text: string) => {
      editor.told.push(text);
      return Promise.resolve(undefined);
    },
  },
  workspace: {
    get isTrusted() {
      return editor.trusted;
    },
    textDocuments: [],
  },
  Uri: {
    parse: (text: string) => ({ toString: () => text, fsPath: "/work/x.openvidu.yaml", scheme: "file" }),
  },
}));

vi.mock("../../../operations/actions/status", () => ({
  status: () => {
    editor.asked += 1;
    return Promise.resolve({ nodes: [], urls: [] });
  },
}));

vi.mock("../../../client/engine/editor-context", () => ({ actionContext: () => ({}) }));

/** Stands for everything that a command could work with: whoever touches it is found out. */
const untouchable = new Proxy({} as App, {
  get: () => {
    throw new Error("The command has run.");
  },
});

beforeEach(() => {
  Object.assign(editor, { trusted: false, handlers: new Map(), told: [], asked: 0 });
  registerCommands(untouchable);
});

const manifest = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as {
  contributes: { commands: { command: string; enablement?: string }[] };
};
/** What the palette and the menus grey out, and what only buttons and rows call. */
const restricted = [
  ...manifest.contributes.commands
    .filter(({ enablement }) => enablement === "isWorkspaceTrusted")
    .map(({ command }) => command),
  "openviduCluster.pinHostKeys",
];

describe("in an untrusted workspace", () => {
  it("the commands that connect or handle secrets are restricted", () => {
    const names = ["deploy", "refresh", "setSecret", "pinHostKeys"];
    expect(restricted).toEqual(expect.arrayContaining(names.map((name) => `openviduCluster.${name}`)));
  });

  it("each of them asks for trust and does nothing, however it was called", async () => {
    for (const command of restricted) {
      editor.told.length = 0;
      await editor.handlers.get(command)?.();
      expect(editor.told, command).toEqual([expect.stringContaining("needs a trusted workspace")]);
    }
  });

  it("no node is asked for its state", async () => {
    const begun: string[] = [];
    const look = lookAtCluster({
      manifests: { get: () => ({ cluster: productionCluster() }) },
      state: {
        get: () => ({}),
        beginCheck: (id: string) => begun.push(id),
        endCheck: () => undefined,
      },
    } as unknown as App);
    await look("file:///work/x.openvidu.yaml", new AbortController().signal);
    expect([begun, editor.asked]).toEqual([[], 0]);

    editor.trusted = true;
    await look("file:///work/x.openvidu.yaml", new AbortController().signal);
    expect([begun, editor.asked]).toEqual([["file:///work/x.openvidu.yaml"], 1]);
  });
});

describe("in a trusted workspace", () => {
  it("the same commands run", async () => {
    editor.trusted = true;
    for (const command of restricted) {
      // The stand-in of the app ends them at their first step.
      await expect(editor.handlers.get(command)?.(), command).rejects.toThrow("The command has run.");
    }
    expect(editor.told).toEqual([]);
  });
});
