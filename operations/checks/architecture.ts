import { listWords } from "../../cluster/nearest-word";
import type { Check } from "./check";

/** The release's images exist for some architectures only; ARM came late. */
export const architecture: Check = ({ facts, cluster }) => {
  const { version, architectures } = cluster.release;
  const known = architectures.map(({ name }) => name);
  if (facts.architecture === undefined || known.some((name) => name === facts.architecture)) return undefined;
  return {
    cause: `There is no OpenVidu ${version} for the machine's architecture, ${facts.architecture}.`,
    suggestion: `Use a machine whose architecture is ${listWords(known)}, or a release that has images for this one.`,
    code: "architecture",
  };
};
