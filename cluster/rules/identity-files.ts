import type { Surroundings } from "../surroundings";
import type { Path } from "../source-range";
import { missingFileSeverity } from "./missing-file";
import type { Report, Rule } from "./rule";

export const identityFiles: Rule = {
  id: "identity-files",
  severity: "warning",
  protectsFrom: "Nodes that nobody can log in to, because the key is not where the manifest says.",
  fix: "Correct the path, or put the private key there.",
  example: [["identityFile: ~/.ssh/id_ed25519", "identityFile: keys/id_ed25519"]],
  *check({ draft, surroundings }) {
    yield* reportOf(draft.ssh?.identityFile, ["ssh", "identityFile"], surroundings);
  },
  checkNodes: ({ surroundings }) =>
    function* ({ node, path }) {
      yield* reportOf(node.ssh?.identityFile, [...path, "ssh", "identityFile"], surroundings);
    },
};

function* reportOf(file: string | undefined, path: Path, surroundings: Surroundings): Generator<Report> {
  const look = file === undefined ? undefined : surroundings.file(file);
  if (file === undefined || look?.kind !== "problem") return;
  yield {
    path,
    severity: missingFileSeverity(file),
    message: `The ssh key ${look.path} ${look.problem}. Without it this machine cannot log in to the nodes.`,
  };
}
