import type { Rule } from "./rule";

export const selfSigned: Rule = {
  id: "self-signed",
  severity: "information",
  protectsFrom:
    "Browsers and applications that refuse the connection, because nobody they know vouches for the certificate.",
  fix: "Use letsencrypt, or owncert with a certificate that your users' machines know.",
  example: [["type: letsencrypt", "type: selfsigned"]],
  *check({ draft }) {
    if (draft.certificate?.type !== "selfsigned") return;
    yield {
      path: ["certificate", "type"],
      message:
        "Browsers warn of a self-signed certificate, and applications refuse it. It is for trying things out, not for production.",
    };
  },
};
