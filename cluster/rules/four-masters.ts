import { addNodeFix, type Rule } from "./rule";

const MASTERS = 4;

export const fourMasters: Rule = {
  id: "four-masters",
  severity: "error",
  protectsFrom:
    "A cluster that cannot be installed: OpenVidu High Availability has four master nodes, neither more nor fewer.",
  fix: "List exactly four machines under masterNodes.",
  example: [
    ["mediaNodes:", "  - name: master-5\n    privateIp: 10.5.0.15\n    publicIp: 203.0.113.25\nmediaNodes:"],
  ],
  *check({ draft }) {
    const count = draft.masterNodes?.length;
    if (count === undefined || count === MASTERS) return;
    const todo = count < MASTERS ? `Add ${String(MASTERS - count)}.` : `Remove ${String(count - MASTERS)}.`;
    yield {
      path: ["masterNodes"],
      part: "key",
      message: `OpenVidu High Availability has exactly 4 master nodes; here are ${String(count)}. ${todo}`,
      fixes: count < MASTERS ? [addNodeFix("master")] : [],
    };
  },
};
