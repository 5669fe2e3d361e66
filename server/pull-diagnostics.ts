import {
  DocumentDiagnosticReportKind,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type WorkspaceDiagnosticReport,
} from "vscode-languageserver";
import { answering } from "./answer";
import type { ClientAbilities } from "./client-abilities";
import { diagnosticsOf } from "./diagnostics";
import { forManifest, type Feature } from "./feature";
import type { OpenManifest } from "./open-manifest";

interface LastAnswer {
  readonly resultId: string;
  /** What was answered, to see whether it is the same again. */
  readonly told: string;
}

/** Answers what is wrong with manifests when the editor asks, and `unchanged` where it knows that already. */
export class DiagnosticReports {
  readonly #last = new Map<string, LastAnswer>();
  #answers = 0;

  report(
    manifest: OpenManifest,
    abilities: ClientAbilities,
    previousResultId: string | undefined,
  ): DocumentDiagnosticReport {
    const items = diagnosticsOf(manifest, abilities);
    const { resultId } = this.#remember(manifest.uri, items);
    if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  #remember(uri: string, items: readonly Diagnostic[]): LastAnswer {
    const told = JSON.stringify(items);
    const last = this.#last.get(uri);
    if (last?.told === told) return last;
    this.#answers += 1;
    const answer = { resultId: String(this.#answers), told };
    this.#last.set(uri, answer);
    return answer;
  }
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
            const items = context.all().map((manifest) => ({
              ...reports.report(manifest, context.abilities, known.get(manifest.uri)),
              uri: manifest.uri,
              version: manifest.version,
            }));
            return { items };
          },
        ),
      );
    },
  };
}
