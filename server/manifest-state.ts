import { forManifest, type Feature } from "./feature";
import type { OpenManifest } from "./open-manifest";
import { STATE_REQUEST, type ManifestState, type StateParams } from "./protocol";

/** What an editor shows of a manifest besides its findings. */
export function manifestState({ check, document }: OpenManifest): ManifestState {
  const { draft, release, findings } = check;
  const isUnread = document.root === undefined && document.syntaxFindings.length > 0;
  return {
    ...(isUnread ? { unread: true } : {}),
    ...(draft.release === undefined ? {} : { release: draft.release }),
    ...(release === undefined ? {} : { inForce: release.version }),
    errors: findings.filter(({ severity }) => severity === "error").length,
  };
}

export const manifestStateFeature: Feature = {
  capabilities: () => ({}),
  serve(connection, context) {
    connection.onRequest(
      STATE_REQUEST,
      forManifest<StateParams, ManifestState | null>("Manifest state", context, null, manifestState),
    );
  },
};
