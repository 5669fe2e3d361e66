import type { Check } from "./check";

const SUPPORTED = new Set(["x86_64", "aarch64"]);

/** OpenVidu's images exist for two architectures. */
export const architecture: Check = ({ facts }) =>
  facts.architecture === undefined || SUPPORTED.has(facts.architecture)
    ? undefined
    : {
        cause: `There is no OpenVidu for the machine's architecture, ${facts.architecture}.`,
        suggestion: "Use a machine with an x86-64 or 64-bit ARM processor.",
        code: "architecture",
      };
