import { nearestSecretName } from "../../cluster/installer/nearest-secret-name";
import type { ActionContext } from "../action-context";
import { OperationError } from "../operation-error";
import { generateValue } from "../secrets/generate";
import { Secret } from "../secrets/secret";
import { secretEntries, type SecretEntry } from "../secrets/secret-entries";
import { status } from "./status";

/**
 * Makes a new value for a generated secret and keeps it. Asks all nodes first: what a cluster was installed with
 * cannot be made anew here, and where a node does not answer nobody knows.
 *
 * @throws OperationError with the reason where it is refused; then nothing is changed
 */
export async function regenerateSecret(context: ActionContext, name: string): Promise<void> {
  const { cluster, secrets, runtime } = context;
  const refuse = (cause: string, suggestion: string, code: string): OperationError =>
    new OperationError({ attempted: `make a new value for '${name}'`, cause, suggestion, code });

  const entries = await secretEntries(cluster, context);
  const entry = entries.find((one) => one.name === name);
  if (entry === undefined) {
    const near = nearestSecretName(
      name,
      entries.map((one) => one.name),
    );
    const next = near === undefined ? "List the names first." : `Did you mean ${near}?`;
    throw refuse("The cluster has no secret of that name.", next, "secret-unknown");
  }
  if (entry.generate === undefined) {
    throw refuse(whyNotMade(entry), NEXT[entry.state], "secret-not-generated");
  }
  const { nodes } = await status(context);
  const names = (state: "installed" | "unreachable"): string[] =>
    nodes
      .filter((node) =>
        state === "unreachable"
          ? node.state === "unreachable"
          : node.state !== "unreachable" && node.state !== "not-installed",
      )
      .map((node) => node.name);
  const [installed, unreachable] = [names("installed"), names("unreachable")];
  if (installed.length > 0) {
    throw refuse(
      `The cluster uses it: OpenVidu is installed on ${installed.join(", ")}, and a new value here would not be theirs.`,
      "Change it in OpenVidu itself first, then set the same value here.",
      "secret-in-use",
    );
  }
  if (unreachable.length > 0) {
    throw refuse(
      `${unreachable.join(", ")} could not be asked whether OpenVidu is installed with it.`,
      "Make the nodes reachable and try again.",
      "secret-maybe-in-use",
    );
  }
  const value = generateValue(entry.generate, (count) => runtime.randomBytes(count));
  await secrets.set(new Map([[name, new Secret(value)]]));
}

function whyNotMade({ state, place }: SecretEntry): string {
  switch (state) {
    case "kept":
      return `No value can be made up for it: it is one that somebody was given, kept in ${place}.`;
    case "to-be-made":
    case "missing":
      return "No value can be made up for it: it is one that you are given.";
    case "usual":
      return `No value is made up for it: it is ${place}.`;
    case "elsewhere":
      return `No value is made up for it: it comes from ${place}.`;
    case "unused":
      return "The manifest does not use it.";
  }
}

const NEXT: Readonly<Record<SecretEntry["state"], string>> = {
  kept: "Set the value that you were given.",
  "to-be-made": "Set the value that you were given.",
  missing: "Set the value that you were given.",
  usual: "Set a value of your own if you want another one.",
  elsewhere: "Change it there.",
  unused: "Remove it, or refer to it in the manifest.",
};
