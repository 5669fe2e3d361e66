/** The language server's process: connects its parts and nothing else. Talks over `--stdio` or node's own channel. */
import {
  createConnection,
  ProposedFeatures,
  TextDocumentSyncKind,
  type ServerCapabilities,
} from "vscode-languageserver/node";
import { clientAbilities, NO_ABILITIES } from "./client-abilities";
import { diagnosticsOf } from "./diagnostics";
import { Documents, followDocuments } from "./documents";
import type { ServerContext } from "./feature";
import { features } from "./features";
import { followWorkspace } from "./follow-workspace";
import { findManifests, readManifestText } from "./manifest-files";
import { surroundingsOf } from "./surroundings";
import { Workspace } from "./workspace";
import { Publisher } from "./publisher";

const TRANSPORTS = ["--stdio", "--node-ipc", "--socket", "--pipe"];

function later(task: () => void, milliseconds: number): () => void {
  const timer = setTimeout(task, milliseconds);
  return () => {
    clearTimeout(timer);
  };
}

function serve(): void {
  const connection = createConnection(ProposedFeatures.all);
  const logError = (message: string): void => {
    connection.console.error(message);
  };
  let abilities = NO_ABILITIES;
  const publisher = new Publisher({
    now: () => performance.now(),
    later,
    publish: (params) => void connection.sendDiagnostics(params),
    diagnose: (manifest) => diagnosticsOf(manifest, abilities),
    logError,
  });
  const workspace: Workspace = new Workspace({
    find: findManifests,
    read: readManifestText,
    later,
    open: () => documents.all(),
    recheck: (manifest) => {
      publisher.changed(manifest);
    },
  });
  const documents: Documents = new Documents(
    {
      changed: (manifest) => {
        publisher.changed(manifest);
        workspace.changed(manifest);
      },
      closed: (uri) => {
        publisher.closed(uri);
        workspace.closed(uri);
      },
    },
    (message) => {
      connection.console.warn(message);
    },
    (uri) => surroundingsOf(uri, workspace.neighbourhood),
  );

  connection.onInitialize((params) => {
    abilities = clientAbilities(params.capabilities);
    followWorkspace(connection, workspace, params, logError);
    const offered = features.map((feature) => feature.capabilities(abilities));
    return {
      serverInfo: { name: "OpenVidu Cluster" },
      capabilities: Object.assign(
        { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental } },
        ...offered,
      ) as ServerCapabilities,
    };
  });
  followDocuments(connection, documents);
  const context: ServerContext = {
    get: (uri) => documents.get(uri),
    all: () => documents.all(),
    get abilities() {
      return abilities;
    },
    logError,
  };
  for (const feature of features) feature.serve(connection, context);
  connection.listen();
}

if (process.argv.some((argument) => TRANSPORTS.some((transport) => argument.startsWith(transport)))) {
  serve();
} else {
  console.error(`The language server is started by an editor, with one of ${TRANSPORTS.join(", ")}.`);
  process.exitCode = 2;
}
