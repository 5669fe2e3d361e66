import { addNodeFix, type Rule } from "./rule";

export const mediaCount: Rule = {
  id: "media-count",
  severity: "warning",
  protectsFrom: "A cluster that carries no calls, or none any more when its only media node fails.",
  fix: "List at least two machines under mediaNodes.",
  example: [["  - name: media-2\n    privateIp: 10.5.0.6\n    publicIp: 203.0.113.16\n", ""]],
  *check({ draft }) {
    const count = draft.mediaNodes?.length;
    const at = { path: ["mediaNodes"], part: "key" as const, fixes: [addNodeFix("media")] };
    if (count === 0)
      yield {
        ...at,
        severity: "error",
        message: "Without a media node there are no calls. Add at least one, better two.",
      };
    if (count === 1)
      yield { ...at, message: "With one media node, calls end when it fails. Add a second one." };
  },
};
