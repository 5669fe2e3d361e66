import { beforeEach, describe, expect, it, vi } from "vitest";
import type { App } from "../../../client/app";
import { importCluster } from "../../../client/commands/import-cluster";
import { newManifest } from "../../../client/commands/new-manifest";
import { readText } from "../../fixtures/manifest-builder";

/** VS Code with two folders open, and a person who leaves the question which of them it shall be. */
const editor = vi.hoisted(() => ({
  asked: [] as string[],
  changed: [] as string[],
  answers: [] as string[],
}));

vi.mock("vscode", () => ({
  l10n: { t: (text: string) => text },
  window: {
    showWorkspaceFolderPick: () => {
      editor.asked.push("folder");
      return Promise.resolve(undefined);
    },
    showQuickPick: ([first]: readonly unknown[]) => Promise.resolve(first),
    showInputBox: ({ title }: { readonly title: string }) => {
      editor.asked.push(title);
      return Promise.resolve(editor.answers.shift());
    },
    createQuickPick: () => {
      throw new Error("The wizard has begun.");
    },
    showTextDocument: () => editor.changed.push("shown"),
  },
  workspace: {
    workspaceFolders: ["one", "two"].map((name) => ({ name, uri: { fsPath: `/nowhere/${name}` } })),
    openTextDocument: () => editor.changed.push("opened"),
    fs: { writeFile: () => editor.changed.push("written"), readDirectory: () => Promise.resolve([]) },
  },
}));

const app = {
  secrets: {
    storeFor: () => ({
      get: () => Promise.resolve(undefined),
      set: () => {
        editor.changed.push("secrets");
        return Promise.resolve();
      },
    }),
  },
} as unknown as App;

beforeEach(() => {
  Object.assign(editor, { asked: [], changed: [], answers: [] });
});

describe("Escape at the question for the folder", () => {
  it("ends the wizard before it begins, and changes nothing", async () => {
    await newManifest(app);
    expect(editor).toMatchObject({ asked: ["folder"], changed: [] });
  });

  it("ends an import, and keeps no secrets and opens no manifest", async () => {
    const command = readText("test", "fixtures", "document", "3.8.0-master-letsencrypt.txt");
    editor.answers = [command.replaceAll("xxxxx", "S3cret"), "mine"];
    await importCluster(app);
    expect(editor.asked.at(-1)).toBe("folder");
    expect(editor.changed).toEqual([]);
  });
});
