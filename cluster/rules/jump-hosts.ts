import { nearestWord } from "../nearest-word";
import type { Surroundings } from "../surroundings";
import type { Path } from "../source-range";
import { addressKind } from "./ip-address";
import { replaceValue, type Report, type Rule } from "./rule";

export const jumpHosts: Rule = {
  id: "jump-hosts",
  severity: "information",
  protectsFrom: "A typing error in the name of a jump host, found when the first node cannot be reached.",
  fix: "Name a Host of ~/.ssh/config, a full name, or an address.",
  example: [["user: ubuntu", "user: ubuntu\n  jumpHost: bastoin"]],
  *check({ draft, surroundings }) {
    yield* reportsOf(draft.ssh?.jumpHost, ["ssh", "jumpHost"], surroundings);
  },
  checkNodes: ({ surroundings }) =>
    function* ({ node, path }) {
      yield* reportsOf(node.ssh?.jumpHost, [...path, "ssh", "jumpHost"], surroundings);
    },
};

function* reportsOf(
  written: string | readonly (string | undefined)[] | undefined,
  path: Path,
  { sshHosts }: Surroundings,
): Generator<Report> {
  if (sshHosts === undefined || written === undefined) return;
  const hosts =
    typeof written === "string"
      ? [{ host: written, path }]
      : written.map((host, index) => ({ host, path: [...path, index] }));
  for (const { host, path: place } of hosts) {
    // [user@]host[:port]; several may stand in one text.
    for (const one of host?.split(",") ?? []) {
      const name = one
        .trim()
        .replace(/^[^@]*@/, "")
        .replace(/:\d+$/, "");
      if (name === "" || name.includes(".") || addressKind(name.replace(/^\[|\]$/g, "")) !== "not-an-address")
        continue;
      if (sshHosts.some((pattern) => fits(pattern, name))) continue;
      const near = nearestWord(
        name,
        sshHosts.filter((pattern) => !/[*?!]/.test(pattern)),
      );
      const hint = near === undefined ? "Does this machine know it?" : `Did you mean '${near}'?`;
      yield {
        path: place,
        message: `'${name}' is no Host of ~/.ssh/config, no full name and no address. ${hint}`,
        fixes:
          near === undefined ? [] : [replaceValue(`Change to '${near}'`, (host ?? "").replace(name, near))],
      };
    }
  }
}

/** Whether a pattern of the ssh configuration, with its '*' and '?', stands for the name; `*` alone names nobody. */
function fits(pattern: string, name: string): boolean {
  if (pattern === "*" || pattern.startsWith("!")) return false;
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`, "i").test(name);
}
