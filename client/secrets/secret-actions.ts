import type { SecretEntry } from "../../operations/secrets/secret-entries";

/** What can be done with a secret from the list. */
export type SecretAction = "set" | "regenerate" | "copy" | "remove";

/** The actions that a secret has, safe ones first. */
export function actionsOf({ state, generate }: SecretEntry): SecretAction[] {
  if (state === "elsewhere") return [];
  const kept = state === "kept" || state === "unused";
  return [
    ...(kept ? (["copy"] as const) : []),
    ...(state === "unused" ? [] : (["set"] as const)),
    ...(generate === undefined ? [] : (["regenerate"] as const)),
    ...(kept ? (["remove"] as const) : []),
  ];
}

/** The codicon in front of a secret, by its state. */
export const STATE_ICONS: Readonly<Record<SecretEntry["state"], string>> = {
  kept: "key",
  "to-be-made": "sparkle",
  usual: "circle-outline",
  elsewhere: "link-external",
  missing: "warning",
  unused: "circle-slash",
};
