import { codeActions } from "./code-action";
import { KINDS } from "./code-action-kinds";
import { completions, TRIGGER_CHARACTERS } from "./completion";
import { definitionFeature } from "./definition";
import { documentHighlightFeature } from "./document-highlight";
import { documentLinkFeature } from "./document-link";
import { documentSymbolFeature } from "./document-symbol";
import { forManifest, type Feature } from "./feature";
import { foldingRangeFeature } from "./folding-range";
import { codeLensFeature } from "./code-lens";
import { formattingFeature } from "./formatting";
import { hover } from "./hover";
import { inlayHintsFeature } from "./inlay-hints";
import { linkedEditingFeature } from "./linked-editing";
import { listFolder } from "./list-folder";
import { manifestStateFeature } from "./manifest-state";
import { pullDiagnostics } from "./pull-diagnostics";
import { referencesFeature } from "./references";
import { renameFeature } from "./rename";
import { selectionRangeFeature } from "./selection-range";
import { semanticTokensFeature } from "./semantic-tokens";
import { workspaceSymbolFeature } from "./workspace-symbol";

const hoverFeature: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  serve(connection, context) {
    connection.onHover(
      forManifest("Hover", context, null, (manifest, { position }) => hover(manifest, position)),
    );
  },
};

const completionFeature: Feature = {
  capabilities: () => ({ completionProvider: { triggerCharacters: TRIGGER_CHARACTERS } }),
  serve(connection, context) {
    connection.onCompletion(
      forManifest("Completion", context, [], (manifest, params) =>
        completions(manifest, params, context.abilities, listFolder),
      ),
    );
  },
};

const codeActionFeature: Feature = {
  capabilities: () => ({ codeActionProvider: { codeActionKinds: Object.values(KINDS) } }),
  serve(connection, context) {
    connection.onCodeAction(
      forManifest("Code action", context, [], (manifest, params) =>
        codeActions(manifest, params, context.abilities),
      ),
    );
  },
};

/** Everything that the server does besides telling what is wrong unasked. */
export const features: readonly Feature[] = [
  pullDiagnostics(),
  hoverFeature,
  completionFeature,
  codeActionFeature,
  definitionFeature,
  referencesFeature,
  documentHighlightFeature,
  renameFeature,
  linkedEditingFeature,
  documentSymbolFeature,
  foldingRangeFeature,
  selectionRangeFeature,
  documentLinkFeature,
  workspaceSymbolFeature,
  manifestStateFeature,
  formattingFeature,
  semanticTokensFeature,
  inlayHintsFeature,
  codeLensFeature,
];
