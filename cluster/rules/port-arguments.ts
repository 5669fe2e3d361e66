import type { ArgumentFact, Features, ReleaseFacts } from "../cluster";
import { firewallRows } from "../firewall/firewall-rows";
import type { Rule } from "./rule";

type Opened = NonNullable<ArgumentFact["opens"]>[number];

export const portArguments: Rule = {
  id: "port-arguments",
  severity: "warning",
  protectsFrom: "Firewall rules that miss a port, because a further argument moved it.",
  fix: "Open by hand what the argument needs, or leave it out.",
  example: [["ssh:\n", "installer:\n  arguments:\n    master: [--internal-tls-termination]\nssh:\n"]],
  *check({ draft, release, features }) {
    if (release === undefined) return;
    for (const role of ["master", "media"] as const) {
      const changing = release.arguments.filter((fact) => fact.role === role && fact.changesPorts === true);
      for (const [index, word] of (draft.installer?.arguments?.[role] ?? []).entries()) {
        const name = /^--[A-Za-z0-9-]+/.exec(word ?? "")?.[0];
        const fact = changing.find((one) => one.name === name);
        if (fact === undefined) continue;
        const closed = (fact.opens ?? []).filter((port) => !isOpen(port, release, features));
        yield {
          path: ["installer", "arguments", role, index],
          message: `'${fact.name}' changes which ports OpenVidu uses. The firewall tables, exports and 'firewall' do not follow it: open what it needs by hand${portWords(closed)}.${doubts(closed)}`,
        };
      }
    }
  },
};

/** Whether the tables let the port in already, whatever the argument says. */
function isOpen(opened: Opened, release: ReleaseFacts, features: Features): boolean {
  return firewallRows(release, opened.role, features).some(
    ({ protocol, ports, from }) =>
      protocol === opened.protocol &&
      ports === opened.ports &&
      (from.includes("world") || from.includes(opened.from === "master" ? "masters" : "media")),
  );
}

function portWords(opened: readonly Opened[]): string {
  const words = opened.map(
    ({ role, protocol, ports, from }) => `${ports}/${protocol} on ${role} nodes, from ${from} nodes`,
  );
  return words.length === 0 ? "" : `, at least ${words.join("; ")}`;
}

function doubts(opened: readonly Opened[]): string {
  const notes = opened.flatMap(({ unverified }) => unverified ?? []);
  return notes.length === 0 ? "" : ` Not confirmed: ${notes.join(" ")}`;
}
