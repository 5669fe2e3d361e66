import {
  installationFiles,
  readInstallation,
  type Installation,
} from "../../cluster/import/import-installation";
import { shellQuote } from "../../cluster/installer/shell-quote";
import { OperationError } from "../operation-error";
import type { RootShell, RunOptions } from "../ssh/root-shell";
import { lines, parseSections, SECTION_FUNCTION } from "./sections";

const TIMEOUT = 60_000;

/** The bash script that asks a node for its installation. It changes nothing. Its output holds secrets. */
export function installationScript(): string {
  const files = installationFiles().map(
    (path) => `if [ -f ${shellQuote(path)} ]; then section ${shellQuote(path)}; cat ${shellQuote(path)}; fi`,
  );
  return [
    SECTION_FUNCTION,
    ...files,
    "section addresses",
    "ip -o -4 address show 2>/dev/null | awk '$2 !~ /^(lo|docker|br-|veth)/ { print $4 }'",
    "section peers",
    "ss -H -n -t state established 2>/dev/null | awk '{ print $(NF-1), $NF }'",
    "section end",
    "",
  ].join("\n");
}

/**
 * Reads what a node says of its installation.
 *
 * @throws OperationError where it does not answer in full; ImportProblem where nothing that is known is installed
 */
export async function askInstallation(
  shell: RootShell,
  options: Pick<RunOptions, "signal">,
): Promise<Installation> {
  const { stdout } = await shell.run(installationScript(), { timeout: TIMEOUT, ...options });
  const sections = parseSections(stdout);
  if (!sections.has("end"))
    throw new OperationError({
      attempted: "read the installation",
      cause: "The node did not answer in full.",
      suggestion: "Log in with ssh and look whether commands work there (disk full, memory used up).",
      code: "installation-incomplete",
    });
  return readInstallation({
    files: new Map([...sections].filter(([name]) => name.startsWith("/"))),
    addresses: lines(sections.get("addresses")).map((address) => address.replace(/\/\d+$/, "")),
    peers: lines(sections.get("peers")).flatMap((line) => {
      const [, port, address] = /:(\d+) \[?(?:::ffff:)?([\d.]+)\]?:\d+$/.exec(line) ?? [];
      return port === undefined || address === undefined ? [] : [{ port: Number(port), address }];
    }),
  });
}

/** The addresses that the node resolves a name to. */
export async function resolveOn(
  shell: RootShell,
  name: string,
  options: Pick<RunOptions, "signal">,
): Promise<string[]> {
  const { stdout } = await shell.run(`getent ahostsv4 ${shellQuote(name)}`, { timeout: TIMEOUT, ...options });
  return [...new Set(lines(stdout).flatMap((line) => line.split(/\s+/)[0] ?? []))];
}
