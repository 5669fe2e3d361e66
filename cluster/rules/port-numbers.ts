import { parsePorts } from "../ports/port-range";
import { replaceValue, type Rule } from "./rule";

export const portNumbers: Rule = {
  id: "port-numbers",
  severity: "error",
  protectsFrom: "A service whose ports are not checked because they cannot be read.",
  fix: 'Write a port from 1 to 65535, or a range such as "9200-9210".',
  example: [["port: 9200", 'port: "9210-9200"']],
  checkNodes: () =>
    function* ({ node, path }) {
      for (const [index, service] of (node.otherServices ?? []).entries()) {
        const port = service?.port;
        if (port === undefined || parsePorts(port, "tcp") !== undefined) continue;
        const [first, last] = String(port).split("-").map(Number);
        const backwards = first !== undefined && last !== undefined && first > last && first <= 65_535;
        const message = backwards
          ? `The range ${String(port)} runs backwards; write ${String(last)}-${String(first)}.`
          : `${String(port)} is not a port: ports are 1 to 65535.`;
        const turned = `${String(last)}-${String(first)}`;
        const fixes = backwards ? [replaceValue(`Change to "${turned}"`, `"${turned}"`)] : [];
        yield { path: [...path, "otherServices", index, "port"], message, fixes };
      }
    },
};
