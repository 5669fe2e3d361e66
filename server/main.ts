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
import { findManifests, readManifestText } from "./find-manifests";
import { followWorkspace } from "./follow-workspace";
import type { OpenManifest } from "./open-manifest";
import type { InitializationOptions } from "./protocol";
import { Publisher } from "./publisher";
import { surroundingsOf } from "./surroundings";
import { Workspace } from "./workspace";

/** The files that open manifests name may be anywhere, and no editor watches them: they are looked at every so many milliseconds. */
const LOOK_AGAIN = 2000;

const TRANSPORTS = ["--stdio", "--node-ipc", "--socket", "--pipe"];

function later(task: () => void, milliseconds: number): () => void {
  if (milliseconds === 0) {
    const next = setImmediate(task);
    return () => {
      clearImmediate(next);
    };
  }
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
  // An editor that asks for diagnostics is not told unasked, only that it may ask again.
  const tellAgain = (open: readonly OpenManifest[]): void => {
    if (!abilities.pullDiagnostics) for (const manifest of open) publisher.changed(manifest);
    else if (abilities.refreshDiagnostics) connection.languages.diagnostics.refresh().catch(refreshFailed);
  };
  const workspace: Workspace = new Workspace({
    find: findManifests,
    read: readManifestText,
    later,
    open: () => documents.all(),
    othersChanged: tellAgain,
  });
  const refreshFailed = (error: unknown): void => {
    logError(`The editor could not be asked to refresh its findings: ${String(error)}`);
  };
  const documents: Documents = new Documents(
    {
      changed: (manifest) => {
        if (!abilities.pullDiagnostics) publisher.changed(manifest);
        workspace.changed(manifest);
      },
      closed: (uri) => {
        if (!abilities.pullDiagnostics) publisher.closed(uri);
        workspace.closed(uri);
      },
    },
    (message) => {
      connection.console.warn(message);
    },
    (uri) => surroundingsOf(uri, workspace.neighbourhood),
  );

  setInterval(() => {
    const outdated = documents.all().filter((manifest) => manifest.isOutdated);
    if (outdated.length > 0) tellAgain(outdated);
  }, LOOK_AGAIN).unref();

  connection.onInitialize((params) => {
    abilities = clientAbilities(
      params.capabilities,
      params.initializationOptions as InitializationOptions | undefined,
    );
    followWorkspace(connection, workspace, params, logError);
    const offered = features.map((feature) => feature.capabilities(abilities));
    return {
      serverInfo: { name: "OpenVidu Cluster" },
      capabilities: Object.assign(
        {
          textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
          workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        },
        ...offered,
      ) as ServerCapabilities,
    };
  });
  followDocuments(connection, documents);
  const context: ServerContext = {
    get: (uri) => documents.get(uri),
    all: () => documents.all(),
    onDisk: () => workspace.onDisk(),
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
