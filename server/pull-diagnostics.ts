import {
  DocumentDiagnosticReportKind,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { answering } from "./answer";
import type { ClientAbilities } from "./client-abilities";
import { diagnosticsOf } from "./diagnostics";
import { forManifest, type Feature } from "./feature";
import type { KnownManifest } from "./known-manifest";

interface LastAnswer {
  readonly resultId: string;
  /** What it was worked out from: the same again gives the same answer. */
  readonly check: KnownManifest["check"];
  /** What was answered, to see whether it is the same again. */
  readonly told: string;
}

/** Answers what is wrong with manifests when the editor asks, and `unchanged` where it knows that already. */
export class DiagnosticReports {
  readonly #last = new Map<string, LastAnswer>();
  #answers = 0;

  report(
    manifest: KnownManifest,
    abilities: ClientAbilities,
    previousResultId: string | undefined,
  ): DocumentDiagnosticReport {
    const { check } = manifest;
    const last = this.#last.get(manifest.uri);
    if (last?.check === check && last.resultId === previousResultId)
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: last.resultId };
    const items = diagnosticsOf(manifest, abilities);
    const { resultId } = this.#remember(manifest.uri, check, items);
    if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  #remember(uri: string, check: KnownManifest["check"], items: readonly Diagnostic[]): LastAnswer {
    const told = JSON.stringify(items);
    const last = this.#last.get(uri);
    const isSame = last?.told === told;
    if (!isSame) this.#answers += 1;
    const answer = { resultId: isSame ? last.resultId : String(this.#answers), check, told };
    this.#last.set(uri, answer);
    return answer;
  }
}

/** For a manifest that is gone. */
function nothingIn(uri: string): WorkspaceDocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] };
}

/** Diagnostics for editors that ask for them; for others there is the publisher. */
export function pullDiagnostics(): Feature {
  const reports = new DiagnosticReports();
  return {
    capabilities: ({ pullDiagnostics: asks }) =>
      asks
        ? {
            diagnosticProvider: {
              identifier: "openvidu-cluster",
              interFileDependencies: true,
              workspaceDiagnostics: true,
            },
          }
        : {},
    serve(connection, context) {
      const nothing: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
      connection.languages.diagnostics.on(
        forManifest("Diagnostics", context, nothing, (manifest, { previousResultId }) =>
          reports.report(manifest, context.abilities, previousResultId),
        ),
      );
      connection.languages.diagnostics.onWorkspace(
        answering(
          "Workspace diagnostics",
          (message) => {
            context.logError(message);
          },
          ({ previousResultIds }): WorkspaceDiagnosticReport => {
            const known = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
            const told = (manifest: KnownManifest, version: number | null) => ({
              ...reports.report(manifest, context.abilities, known.get(manifest.uri)),
              uri: manifest.uri,
              version,
            });
            const open = context.all().map((manifest) => told(manifest, manifest.version));
            const saved = context.onDisk().map((manifest) => told(manifest, null));
            const items = [...open, ...saved];
            const gone = [...known.keys()].filter((uri) => !items.some((item) => item.uri === uri));
            return { items: [...items, ...gone.map(nothingIn)] };
          },
        ),
      );
    },
  };
}
