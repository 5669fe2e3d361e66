import { ResponseError, LSPErrorCodes, type Connection } from "vscode-languageserver";
import { migrate } from "../cluster/refactor/migrate";
import { releases } from "../cluster/release/catalogue";
import { forManifest, type Feature } from "./feature";
import { MIGRATION_REQUEST, type MigrationAnswer, type MigrationParams } from "./protocol";
import { previewedEdit } from "./workspace-edit";

/** Answers what takes an open manifest to a release, for a list to choose from. */
export const migrationFeature: Feature = {
  capabilities: () => ({}),
  serve(connection: Connection, context) {
    connection.onRequest(
      MIGRATION_REQUEST,
      forManifest<MigrationParams, MigrationAnswer | null | ResponseError>(
        "Migration",
        context,
        null,
        (manifest, { release }) => {
          const target = releases.find(({ version }) => version === release);
          if (target === undefined)
            return new ResponseError(LSPErrorCodes.RequestFailed, `There is no release ${release}.`);
          const { notes, steps } = migrate(manifest.document, manifest.check, target);
          return { edit: previewedEdit(manifest, steps, context.abilities), notes: [...notes] };
        },
      ),
    );
  },
};
