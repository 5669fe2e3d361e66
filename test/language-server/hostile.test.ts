import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  DefinitionRequest,
  DocumentFormattingRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentOnTypeFormattingRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  LinkedEditingRangeRequest,
  MarkupContent,
  ReferencesRequest,
  SelectionRangeRequest,
  SemanticTokensRequest,
  WorkspaceSymbolRequest,
  type PublishDiagnosticsParams,
} from "vscode-languageserver-protocol/node";
import { STATE_REQUEST } from "../../server/protocol";
import { HOSTILE_TEXTS } from "../fixtures/hostile-manifests";
import { Editor, MANIFEST_URI, positionOf, PRODUCTION } from "./editor";

/**
 * Of the processor's time, which does not pass while other programs run: the worst of these files takes a sixth of it
 * for everything that is asked together. What hangs takes minutes.
 */
const MOST_SECONDS = 30;

/** What `/proc` counts a process's time in, to the second. */
const TICKS = 100;

/** The process at its largest. The largest of these files takes half of it; what explodes takes all there is. */
const MOST_MEGABYTES = 1024;

const OTHER_URI = "file:///work/other.openvidu.yaml";
const OTHER = PRODUCTION.replace("observability", "observabilty");

const everything = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };
const position = { line: 1, character: 3 };
const options = { tabSize: 2, insertSpaces: true };

/** What an editor asks of a file that is looked at, clicked into, selected and formatted. */
const QUESTIONS: readonly [method: string, params: object][] = [
  [DocumentSymbolRequest.method, {}],
  [FoldingRangeRequest.method, {}],
  [SemanticTokensRequest.method, {}],
  [CodeLensRequest.method, {}],
  [DocumentLinkRequest.method, {}],
  [InlayHintRequest.method, { range: everything }],
  [STATE_REQUEST, {}],
  [HoverRequest.method, { position }],
  [CompletionRequest.method, { position }],
  [DefinitionRequest.method, { position }],
  [ReferencesRequest.method, { position, context: { includeDeclaration: true } }],
  [DocumentHighlightRequest.method, { position }],
  [LinkedEditingRangeRequest.method, { position }],
  [SelectionRangeRequest.method, { positions: [position] }],
  [CodeActionRequest.method, { range: everything, context: { diagnostics: [] } }],
  [CodeActionRequest.method, { range: everything, context: { diagnostics: [], only: ["source.fixAll"] } }],
  [DocumentFormattingRequest.method, { options }],
  [DocumentOnTypeFormattingRequest.method, { position, ch: "\n", options }],
  [WorkspaceSymbolRequest.method, { query: "a" }],
];

/** Opens a file, asks everything about it, and types a letter into it. Answers the findings of the first text. */
async function lookAt({
  editor,
  text,
}: {
  editor: Editor;
  text: string;
}): Promise<PublishDiagnosticsParams["diagnostics"]> {
  await editor.open(text);
  const findings = await editor.findings(1);
  for (const [method, params] of QUESTIONS)
    await editor.connection.sendRequest(method, { textDocument: { uri: MANIFEST_URI }, ...params });
  await editor.change(2, [{ range: { start: position, end: position }, text: "x" }]);
  await editor.findings(2);
  return findings;
}

/** The processor's time that the server has taken so far, in seconds. */
function secondsTaken({ process }: Editor): number {
  const stat = readFileSync(`/proc/${String(process.pid)}/stat`, "utf8");
  const [user, system] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13);
  return (Number(user) + Number(system)) / TICKS;
}

function peakMegabytes({ process }: Editor): number {
  const status = readFileSync(`/proc/${String(process.pid)}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

/** The editor turns to an ordinary file with a mistake in it. */
async function expectOrdinaryService(editor: Editor): Promise<void> {
  await editor.open(OTHER, OTHER_URI);
  const findings = await editor.findings(1, OTHER_URI);
  expect(findings.map(({ message }) => message)).toEqual([
    expect.stringContaining("Did you mean 'observability'?"),
  ]);
  const hover = await editor.connection.sendRequest(HoverRequest.type, {
    textDocument: { uri: OTHER_URI },
    position: positionOf(OTHER, OTHER.indexOf("rtcEngine")),
  });
  expect(MarkupContent.is(hover?.contents) && hover.contents.value).toContain(
    "Allowed: `pion` or `mediasoup`",
  );
}

describe("a hostile manifest is answered soon, in little memory, and the next one as if nothing had been", () => {
  it.each(HOSTILE_TEXTS)(
    "%s",
    async (_, text) => {
      const editor = await Editor.ready();
      const findings = await lookAt({ editor, text: text() });
      expect(secondsTaken(editor)).toBeLessThan(MOST_SECONDS);
      expect(peakMegabytes(editor)).toBeLessThan(MOST_MEGABYTES);
      expect(findings.length).toBeGreaterThan(0);
      expect(findings.length).toBeLessThanOrEqual(501);
      for (const { message } of findings) expect(message).toMatch(/^.{1,399}$/s);
      await expectOrdinaryService(editor);
      expect(editor.log).toEqual([]);
    },
    // A hang ends here.
    MOST_SECONDS * 6000,
  );
});
