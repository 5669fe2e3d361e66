import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  DiagnosticRefreshRequest,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  InitializedNotification,
  InitializeRequest,
  RegistrationRequest,
  WorkspaceDiagnosticRequest,
  type ClientCapabilities,
  type PreviousResultId,
  type PublishDiagnosticsParams,
  type WorkspaceFolder,
} from "vscode-languageserver-protocol/node";
import { CAPABILITIES, Editor, PRODUCTION, textAt } from "./editor";

const STAGING = PRODUCTION.replace("name: production", "name: staging")
  .replaceAll("10.5.0.", "10.6.0.")
  .replaceAll("203.0.113.", "198.51.100.");
const SHARED = STAGING.replace("198.51.100.16", "203.0.113.11");

/** An editor that asks for diagnostics, and can be told to ask again. */
const ASKING: ClientCapabilities = {
  ...CAPABILITIES,
  textDocument: { ...CAPABILITIES.textDocument, diagnostic: { relatedInformation: true } },
  workspace: { ...CAPABILITIES.workspace, diagnostics: { refreshSupport: true } },
};

interface Place {
  readonly editor: Editor;
  readonly uri: (name: string) => string;
  readonly write: (name: string, text: string) => Promise<void>;
  /** One for each time that the server asked the editor to ask again. */
  readonly refreshes: readonly unknown[];
}

/** A server on a folder with these manifests. */
async function workspace(
  files: Readonly<Record<string, string>>,
  capabilities: ClientCapabilities = CAPABILITIES,
): Promise<Place> {
  const folder = await mkdtemp(path.join(tmpdir(), "workspace-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  };
  const refreshes: unknown[] = [];
  for (const [name, text] of Object.entries(files)) await write(name, text);
  const editor = Editor.start();
  const params = {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "workspace" }],
    capabilities,
  };
  await editor.connection.sendRequest(InitializeRequest.type, params);
  editor.connection.onRequest(DiagnosticRefreshRequest.type, () => {
    refreshes.push(folder);
  });
  await editor.connection.sendNotification(InitializedNotification.type, {});
  return { editor, uri: (name) => pathToFileURL(path.join(folder, name)).href, write, refreshes };
}

const codes = ({ diagnostics }: PublishDiagnosticsParams): unknown[] => diagnostics.map(({ code }) => code);
const isTold = (uri: string) => (params: PublishDiagnosticsParams) =>
  params.uri === uri && codes(params).includes("shared-machines");

describe("a machine in two manifests of the workspace", () => {
  it("is told with the place in the other file, which is not open", async () => {
    const { editor, uri } = await workspace({ "deep/er/staging.openvidu.yml": SHARED });
    await editor.open(PRODUCTION, uri("production.openvidu.yaml"));
    const { diagnostics } = await editor.publication(isTold(uri("production.openvidu.yaml")));
    const [found, ...more] = diagnostics;
    expect(more).toEqual([]);
    expect(found && textAt(PRODUCTION, found.range)).toBe("203.0.113.11");
    const [related] = found?.relatedInformation ?? [];
    expect(related?.location.uri).toBe(uri("deep/er/staging.openvidu.yml"));
    expect(related && textAt(SHARED, related.location.range)).toBe("203.0.113.11");
  });

  it("is told in both open files, and no more when one is mended or closed", async () => {
    const { editor, uri } = await workspace({});
    const [own, other] = [uri("production.openvidu.yaml"), uri("staging.openvidu.yaml")];
    await editor.open(PRODUCTION, own);
    await editor.open(SHARED, other);
    await editor.publication(isTold(own));
    await editor.publication(isTold(other));
    editor.published.length = 0;
    await editor.change(2, [{ text: STAGING }], other);
    await editor.publication((params) => params.uri === own && params.diagnostics.length === 0);
    await editor.change(3, [{ text: SHARED }], other);
    await editor.publication(isTold(own));
    editor.published.length = 0;
    await editor.close(other);
    await editor.publication((params) => params.uri === own && params.diagnostics.length === 0);
  });

  it("is told where it is by now, when lines come before it", async () => {
    const { editor, uri } = await workspace({});
    const [own, other] = [uri("production.openvidu.yaml"), uri("staging.openvidu.yaml")];
    await editor.open(PRODUCTION, own);
    await editor.open(SHARED, other);
    const lineOf = ({ diagnostics }: PublishDiagnosticsParams): number | undefined =>
      diagnostics[0]?.relatedInformation?.[0]?.location.range.start.line;
    const first = lineOf(await editor.publication(isTold(own))) ?? -1;
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    await editor.change(2, [{ range, text: "# a\n# b\n# c\n" }], other);
    await editor.publication((params) => isTold(own)(params) && lineOf(params) === first + 3);
  });

  it("is looked for again when a file on disk changes", async () => {
    const { editor, uri, write } = await workspace({ "staging.openvidu.yaml": STAGING });
    const [own, other] = [uri("production.openvidu.yaml"), uri("staging.openvidu.yaml")];
    await editor.open(PRODUCTION, own);
    expect(await editor.findings(1, own)).toEqual([]);
    await write("staging.openvidu.yaml", SHARED);
    const changes = [{ uri: other, type: 2 as const }];
    await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
    await editor.publication(isTold(own));
  });

  it("is never the same file by another spelling of its name", async () => {
    const { editor, uri } = await workspace({
      "a@b.openvidu.yaml": PRODUCTION,
      "staging.openvidu.yaml": SHARED,
    });
    const spelt = uri("a@b.openvidu.yaml").replace("@", "%40");
    await editor.open(PRODUCTION, spelt);
    const { diagnostics } = await editor.publication(isTold(spelt));
    expect(diagnostics.map(({ message }) => message)).toEqual([
      expect.stringContaining("staging.openvidu.yaml"),
    ]);
  });

  it("is looked for in folders that come, and no more in those that go", async () => {
    const withFolders = { ...CAPABILITIES, workspace: { ...CAPABILITIES.workspace, workspaceFolders: true } };
    const place = await workspace({}, withFolders);
    const { editor, uri } = await workspace({}, withFolders);
    await place.write("staging.openvidu.yaml", SHARED);
    const own = uri("production.openvidu.yaml");
    await editor.open(PRODUCTION, own);
    expect(await editor.findings(1, own)).toEqual([]);
    const other = { uri: place.uri("."), name: "other" };
    const tell = (added: WorkspaceFolder[], removed: WorkspaceFolder[]): Promise<void> =>
      editor.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
        event: { added, removed },
      });
    await tell([other], []);
    const { diagnostics } = await editor.publication(isTold(own));
    expect(diagnostics[0]?.relatedInformation?.[0]?.location.uri).toBe(place.uri("staging.openvidu.yaml"));
    editor.published.length = 0;
    await tell([], [other]);
    await editor.publication((params) => params.uri === own && params.diagnostics.length === 0);
  });

  it("is watched by an editor that can", async () => {
    const editor = Editor.start();
    const asked = new Promise<unknown>((resolve) => {
      editor.connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
        resolve(registrations.map(({ method }) => method));
      });
    });
    const watching = { ...CAPABILITIES.workspace, didChangeWatchedFiles: { dynamicRegistration: true } };
    await editor.initialize({ ...CAPABILITIES, workspace: watching });
    expect(await asked).toEqual(["workspace/didChangeWatchedFiles"]);
  });
});

describe("an editor that asks for the diagnostics of the workspace", () => {
  const BROKEN = STAGING.replace("rtcEngine: pion", "rtcEngine: poin");

  /** What is told of each manifest, by the last part of its name. */
  async function asked({ editor }: Place, known: readonly PreviousResultId[] = []) {
    const previousResultIds = [...known];
    const { items } = await editor.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
      previousResultIds,
    });
    return {
      known: items.flatMap(({ uri, resultId }) => (resultId === undefined ? [] : [{ uri, value: resultId }])),
      told: Object.fromEntries(
        items.map((item) => [
          path.posix.basename(item.uri),
          item.kind === "full" ? item.items.map(({ code }) => code) : item.kind,
        ]),
      ),
      versions: items.map(({ version }) => version),
    };
  }

  it("is told of manifests that are on the disk only, and of what changes there", async () => {
    const place = await workspace(
      { "a/broken.openvidu.yaml": BROKEN, "sound.openvidu.yaml": PRODUCTION },
      ASKING,
    );
    const { editor, uri, write } = place;
    await expect
      .poll(async () => (await asked(place)).told)
      .toEqual({
        "broken.openvidu.yaml": ["schema-choice"],
        "sound.openvidu.yaml": [],
      });
    const first = await asked(place);
    expect(first.versions).toEqual([null, null]);
    expect((await asked(place, first.known)).told).toEqual({
      "broken.openvidu.yaml": "unchanged",
      "sound.openvidu.yaml": "unchanged",
    });
    await write("a/broken.openvidu.yaml", STAGING);
    await rm(fileURLToPath(uri("sound.openvidu.yaml")));
    const changes = [
      { uri: uri("a/broken.openvidu.yaml"), type: 2 as const },
      { uri: uri("sound.openvidu.yaml"), type: 3 as const },
    ];
    await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
    await expect
      .poll(async () => (await asked(place, first.known)).told)
      .toEqual({
        "broken.openvidu.yaml": [],
        "sound.openvidu.yaml": [],
      });
  });

  it("gets the editor's text of what is open, once", async () => {
    const place = await workspace({ "broken.openvidu.yaml": BROKEN }, ASKING);
    await place.editor.open(STAGING, place.uri("broken.openvidu.yaml"));
    await expect.poll(async () => (await asked(place)).told).toEqual({ "broken.openvidu.yaml": [] });
    expect((await asked(place)).versions).toEqual([1]);
  });

  it("is told to ask again when a file on the disk came to have findings of its own", async () => {
    const place = await workspace({ "staging.openvidu.yaml": STAGING }, ASKING);
    const { editor, uri, write, refreshes } = place;
    await expect.poll(() => refreshes.length).toBeGreaterThan(0);
    const before = refreshes.length;
    await write("staging.openvidu.yaml", BROKEN);
    const changes = [{ uri: uri("staging.openvidu.yaml"), type: 2 as const }];
    await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
    await expect.poll(() => refreshes.length).toBeGreaterThan(before);
    expect((await asked(place)).told).toEqual({ "staging.openvidu.yaml": ["schema-choice"] });
  });

  it("is told to ask again when another file changed what is told", async () => {
    const place = await workspace({ "staging.openvidu.yaml": STAGING }, ASKING);
    const { editor, uri, write, refreshes } = place;
    await editor.open(PRODUCTION, uri("production.openvidu.yaml"));
    await expect.poll(async () => Object.keys((await asked(place)).told)).toHaveLength(2);
    const before = refreshes.length;
    await write("staging.openvidu.yaml", SHARED);
    const changes = [{ uri: uri("staging.openvidu.yaml"), type: 2 as const }];
    await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
    await expect.poll(() => refreshes.length).toBeGreaterThan(before);
    expect((await asked(place)).told).toEqual({
      "production.openvidu.yaml": ["shared-machines"],
      "staging.openvidu.yaml": ["shared-machines"],
    });
    expect(editor.published).toEqual([]);
  });
});
