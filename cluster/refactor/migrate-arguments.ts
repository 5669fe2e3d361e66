import type { NodeRole, ReleaseFacts } from "../cluster";
import { releases } from "../release/catalogue";
import { applies } from "../release/condition";
import type { Path } from "../source-range";
import type { MigrationSubject } from "./migration";

/** The further arguments that are the tool's own business at the other release, or that only other releases take. */
export function* argumentsToDrop(
  subject: MigrationSubject,
): Generator<{ readonly path: Path; readonly what: string }> {
  const { draft, to } = subject;
  for (const role of ["master", "media"] as const) {
    for (const [index, word] of (draft.installer?.arguments?.[role] ?? []).entries()) {
      const name = /^--[A-Za-z0-9-]+/.exec(word ?? "")?.[0];
      if (name === undefined) continue;
      const isPassed = factsNamed(to, role, name).some(
        ({ value, when }) => value.extra !== true && applies(when, subject.features),
      );
      // What no release knows is somebody's own business.
      const isGone =
        factsNamed(to, role, name).length === 0 &&
        releases.some((release) => factsNamed(release, role, name).length > 0);
      if (isPassed || isGone)
        yield { path: ["installer", "arguments", role, index], what: `argument ${name}` };
    }
  }
}

function factsNamed(release: ReleaseFacts, role: NodeRole, name: string): ReleaseFacts["arguments"] {
  return release.arguments.filter((fact) => fact.role === role && fact.name === name);
}
