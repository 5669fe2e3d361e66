import { codeActions, FIX_KINDS } from "./code-action";
import { completions, TRIGGER_CHARACTERS } from "./completion";
import { forManifest, type Feature } from "./feature";
import { hover } from "./hover";

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
        completions(manifest, params, context.abilities),
      ),
    );
  },
};

const codeActionFeature: Feature = {
  capabilities: () => ({ codeActionProvider: { codeActionKinds: [...FIX_KINDS] } }),
  serve(connection, context) {
    connection.onCodeAction(
      forManifest("Code action", context, [], (manifest, params) =>
        codeActions(manifest, params, context.abilities),
      ),
    );
  },
};

/** Everything that the server does besides telling what is wrong. */
export const features: readonly Feature[] = [hoverFeature, completionFeature, codeActionFeature];
