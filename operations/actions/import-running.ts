import type { SshSettings } from "../../cluster/cluster";
import type { ImportedCluster } from "../../cluster/import/import-command";
import {
  importInstallation,
  mediaPeers,
  namedMasters,
  privateAddressOf,
  type Installation,
} from "../../cluster/import/import-installation";
import type { FoundNode } from "../../cluster/import/imported-manifest";
import { ImportProblem } from "../../cluster/import/import-problem";
import type { Remark } from "../../cluster/manifest/manifest-text";
import { addressKind } from "../../cluster/rules/ip-address";
import { askInstallation, resolveOn } from "../node/read-installation";
import { OperationError } from "../operation-error";
import { Redactor } from "../secrets/redactor";
import { nodeShell, type ShellWorld } from "../ssh/node-shell";
import type { SshRootShell } from "../ssh/ssh-root-shell";
import { USUAL_TIMING } from "../timing";

/** Where to begin, and what to call the cluster. */
export interface ImportRunning {
  /** One of the master nodes. */
  readonly from: SshSettings;
  readonly name?: string | undefined;
}

/**
 * Makes a manifest of a running cluster: asks one master node for its parameters, and the other masters, which it finds
 * by the domain's A records, for their addresses. Changes nothing on any node.
 *
 * @throws OperationError where the node cannot be asked; ImportProblem where it is none of a known cluster
 */
export async function importRunning(
  { from, name }: ImportRunning,
  world: ShellWorld,
): Promise<ImportedCluster> {
  const { installation, records } = await inShell(from, world, async (shell) => {
    const first = await askInstallation(shell, world);
    if (first.role === "media")
      throw new ImportProblem(
        "This is a media node, which knows little of its cluster. Name one of the master nodes.",
      );
    const domain = first.parameters.get("domain");
    return {
      installation: first,
      records: domain === undefined ? [] : await resolveOn(shell, domain, world),
    };
  });
  const remarks: Remark[] = [];
  const masters = await findMasters(from, world, installation, records, remarks);
  const known = masters.flatMap(({ privateIp, publicIp }) => [privateIp ?? "", publicIp ?? ""]);
  return importInstallation(
    {
      installation,
      masters,
      media: mediaPeers(installation, known).map((privateIp) => ({ privateIp })),
      ...sshOf(from),
      origin: `the running cluster of ${from.host}`,
      remarks,
    },
    name,
  );
}

/** The masters, in the order of the parameters where these name them. */
async function findMasters(
  from: SshSettings,
  world: ShellWorld,
  installation: Installation,
  records: readonly string[],
  remarks: Remark[],
): Promise<FoundNode[]> {
  const publicIps = records.filter((address) => addressKind(address) === "public").sort(byNumbers);
  const asked = await Promise.all(
    publicIps.map(async (publicIp): Promise<FoundNode> => {
      const privateIp = await privateAddressAt({ ...from, host: publicIp }, world, installation, remarks);
      return { publicIp, ...(privateIp === undefined ? {} : { privateIp }) };
    }),
  );
  const named = namedMasters(installation);
  if (named.length > 0)
    return named.map((privateIp) => asked.find((node) => node.privateIp === privateIp) ?? { privateIp });
  remarks.push({
    path: ["masterNodes"],
    text: "Found by the domain's A records. FILL IN: put them into the order of the installation command's --master-node-private-ip-list.",
  });
  const own = privateAddressOf(installation);
  return asked.length > 0 ? asked : [own === undefined ? {} : { privateIp: own }];
}

/** The private address of another master; where it cannot be asked, the manifest says why. */
async function privateAddressAt(
  ssh: SshSettings,
  world: ShellWorld,
  first: Installation,
  remarks: Remark[],
): Promise<string | undefined> {
  try {
    const found = await inShell(ssh, world, (shell) => askInstallation(shell, world));
    const same = found.role === "master" && found.parameters.get("domain") === first.parameters.get("domain");
    return same ? privateAddressOf(found) : undefined;
  } catch (error) {
    world.signal.throwIfAborted();
    if (!(error instanceof OperationError) && !(error instanceof ImportProblem)) throw error;
    remarks.push({ path: ["masterNodes"], text: `${ssh.host} could not be asked: ${error.message}` });
    return undefined;
  }
}

async function inShell<Result>(
  ssh: SshSettings,
  world: ShellWorld,
  work: (shell: SshRootShell) => Promise<Result>,
): Promise<Result> {
  const shell = await nodeShell({ ssh }, world, new Redactor(), USUAL_TIMING.connect);
  try {
    return await work(shell);
  } finally {
    shell.close();
  }
}

/** What was needed to log in, for the manifest. */
function sshOf({ user, port, identityFile }: SshSettings) {
  const ssh = {
    ...(user === undefined ? {} : { user }),
    ...(port === undefined ? {} : { port }),
    ...(identityFile === undefined ? {} : { identityFile }),
  };
  return Object.keys(ssh).length === 0 ? {} : { ssh };
}

function byNumbers(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}
