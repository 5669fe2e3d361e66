import { schemaAt } from "../manifest/manifest-schema";

const HOST = new RegExp(schemaAt(["ssh", "jumpHost"])?.pattern ?? "^$", "u");

/** What is wrong with a host to connect to, as `[user@]host[:port]` or a host of `~/.ssh/config`; or undefined. */
export function hostProblem(written: string): string | undefined {
  if (written === "") return "Name a host, as [user@]host[:port].";
  return HOST.test(written) ? undefined : `'${written}' is not a host as [user@]host[:port].`;
}
