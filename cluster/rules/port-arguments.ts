import type { Rule } from "./rule";

export const portArguments: Rule = {
  id: "port-arguments",
  severity: "warning",
  protectsFrom: "Firewall rules that miss a port, because a further argument moved it.",
  fix: "Open by hand what the argument needs, or leave it out.",
  example: [["ssh:\n", "installer:\n  arguments:\n    master: [--internal-tls-termination]\nssh:\n"]],
  *check({ draft, release }) {
    if (release === undefined) return;
    for (const role of ["master", "media"] as const) {
      const changing = release.arguments.filter((fact) => fact.role === role && fact.changesPorts === true);
      for (const [index, word] of (draft.installer?.arguments?.[role] ?? []).entries()) {
        const name = /^--[A-Za-z0-9-]+/.exec(word ?? "")?.[0];
        if (!changing.some((fact) => fact.name === name)) continue;
        yield {
          path: ["installer", "arguments", role, index],
          message: `'${name ?? ""}' changes which ports OpenVidu uses. The firewall tables, exports and 'firewall' do not follow it: open what it needs by hand.`,
        };
      }
    }
  },
};
