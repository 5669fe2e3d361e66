/** The language server's process: connects its parts and nothing else. Talks over `--stdio` or node's own channel. */
import {
  CodeActionKind,
  createConnection,
  ProposedFeatures,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
import { answering } from "./answer";
import { clientAbilities, NO_ABILITIES } from "./client-abilities";
import { codeActions } from "./code-action";
import { completions, TRIGGER_CHARACTERS } from "./completion";
import { diagnosticsOf } from "./diagnostics";
import { Documents, followDocuments } from "./documents";
import { hover } from "./hover";
import { Publisher } from "./publisher";

const TRANSPORTS = ["--stdio", "--node-ipc", "--socket", "--pipe"];

function serve(): void {
  const connection = createConnection(ProposedFeatures.all);
  const logError = (message: string): void => {
    connection.console.error(message);
  };
  let abilities = NO_ABILITIES;
  const publisher = new Publisher({
    now: () => performance.now(),
    later: (task, milliseconds) => {
      const timer = setTimeout(task, milliseconds);
      return () => {
        clearTimeout(timer);
      };
    },
    publish: (params) => void connection.sendDiagnostics(params),
    diagnose: (manifest) => diagnosticsOf(manifest, abilities),
    logError,
  });
  const documents = new Documents(publisher, (message) => {
    connection.console.warn(message);
  });

  connection.onInitialize(({ capabilities }) => {
    abilities = clientAbilities(capabilities);
    return {
      serverInfo: { name: "OpenVidu Cluster" },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        completionProvider: { triggerCharacters: TRIGGER_CHARACTERS },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
      },
    };
  });
  followDocuments(connection, documents);
  connection.onHover(
    answering("Hover", logError, ({ textDocument, position }) =>
      hover(documents.get(textDocument.uri), position),
    ),
  );
  connection.onCompletion(
    answering("Completion", logError, (params) =>
      completions(documents.get(params.textDocument.uri), params, abilities),
    ),
  );
  connection.onCodeAction(
    answering("Code action", logError, (params) =>
      codeActions(documents.get(params.textDocument.uri), params, abilities),
    ),
  );
  connection.listen();
}

if (process.argv.some((argument) => TRANSPORTS.some((transport) => argument.startsWith(transport)))) {
  serve();
} else {
  console.error(`The language server is started by an editor, with one of ${TRANSPORTS.join(", ")}.`);
  process.exitCode = 2;
}
