import { removeEntry, type Rule } from "./rule";

export const turnDomain: Rule = {
  id: "turn-domain",
  severity: "error",
  protectsFrom: "TURN with TLS and the API claiming the same name.",
  fix: "Give turnDomain a name of its own that points to the same machines.",
  example: [["rtcEngine: pion", "loadBalancing: external\nturnDomain: openvidu.example.io"]],
  *check({ draft }) {
    if (draft.turnDomain === undefined || draft.turnDomain !== draft.domain) return;
    yield {
      path: ["turnDomain"],
      message: `The TURN domain must differ from the domain; both are '${draft.turnDomain}'.`,
      related: [{ path: ["domain"], message: "The domain" }],
      fixes: [removeEntry("Remove 'turnDomain'")],
    };
  },
};
