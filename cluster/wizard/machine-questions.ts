import type { NodeRole } from "../cluster";
import { listWords } from "../nearest-word";
import { parsePorts } from "../ports/port-range";
import { hostProblem } from "../rules/host-words";
import { judgeIdentity } from "./file-answer";
import { jumpHostsOf, LISTS, listedNodes, withoutPublicIp } from "./listed-nodes";
import { parseNodeList } from "./node-list";
import { answeredFeatures, text, textOf, type Answers, type Question, type WizardWorld } from "./question";
import { freeAddresses } from "./sample-addresses";
import { secretProblem } from "./secret-answer";

const HOW =
  "Separated by commas, blanks or lines. A public address and a name may stand beside each; hosts of ~/.ssh/config go by their names.";

/** The first question of OpenVidu's wizard. */
export function masterList(answers: Answers, world: WizardWorld): Question {
  return nodeList("master", "Write all 'Master Node' Private IPs separated by commas", 4, answers, world);
}

/** The rest of the machines and how to reach them, which OpenVidu's wizard does not need to know. */
export function* machineQuestions(answers: Answers, world: WizardWorld): Generator<Question> {
  // Behind a load balancer master nodes may be private.
  if (answeredFeatures(answers).loadBalancing === "dns") yield* publicIps("master", answers, world);
  yield nodeList("media", "Write all 'Media Node' Private IPs separated by commas", 2, answers, world);
  yield* publicIps("media", answers, world);
  yield* sshQuestions(answers, world);
}

function nodeList(
  role: NodeRole,
  title: string,
  count: number,
  answers: Answers,
  world: WizardWorld,
): Question {
  return {
    kind: "list",
    id: LISTS[role].nodes,
    title,
    help: HOW,
    initial: "",
    hosts: world.hosts,
    sample: freeAddresses(answers, "private", count).join(", "),
    problem: (answer) => {
      const list = parseNodeList(answer, world.hosts);
      if (list.kind === "problem") return list.message;
      if (list.nodes.length === 0) return "Write an address for each node.";
      const missing = list.nodes.flatMap(({ privateIp, name, sshHost, publicIp }) =>
        privateIp === undefined ? [name ?? sshHost ?? publicIp ?? ""] : [],
      );
      return missing.length === 0
        ? undefined
        : `Write the private address beside ${listWords(missing, "and")}: the nodes reach each other there.`;
    },
  };
}

function* publicIps(role: NodeRole, answers: Answers, world: WizardWorld): Generator<Question> {
  const names = withoutPublicIp(answers, role, world);
  if (names.length === 0) return;
  const kind = role === "master" ? "Master" : "Media";
  yield {
    kind: "list",
    id: LISTS[role].publicIps,
    title: `Write all '${kind} Node' Public IPs separated by commas`,
    help: `In this order: ${names.join(", ")}.`,
    initial: "",
    hosts: [],
    sample: freeAddresses(answers, "public", names.length).join(", "),
    problem: (answer) => {
      const list = parseNodeList(answer);
      if (list.kind === "problem") return list.message;
      const [wrong] = list.nodes.flatMap(({ privateIp, name }) => privateIp ?? name ?? []);
      if (wrong !== undefined)
        return `${wrong} is no public address. Clients reach the nodes at their public addresses.`;
      const [wanted, given] = [names.length, list.nodes.length];
      return wanted === given
        ? undefined
        : `${String(wanted)} public addresses are needed, for ${listWords(names, "and")}; here are ${String(given)}.`;
    },
  };
}

function* sshQuestions(answers: Answers, world: WizardWorld): Generator<Question> {
  const nodes = [...listedNodes(answers, "master", world), ...listedNodes(answers, "media", world)];
  const configured = nodes.length > 0 && nodes.every(({ sshHost }) => sshHost !== undefined);
  yield text(
    "sshUser",
    "User to log in as with ssh",
    "root, or one who may use sudo. Empty: as ~/.ssh/config says.",
    {
      initial: configured ? "" : "ubuntu",
    },
  );
  yield text("sshPort", "Port of the ssh servers", "Empty: 22, or as ~/.ssh/config says.", {
    problem: (answer) =>
      answer === "" || (/^\d+$/.test(answer) && parsePorts(answer, "tcp") !== undefined)
        ? undefined
        : `'${answer}' is not a port: ports are 1 to 65535.`,
  });
  yield {
    ...text(
      "identityFile",
      "Private key to log in with",
      "A path, as ~/.ssh/id_ed25519. Empty: the ssh agent and the usual keys of ~/.ssh.",
      {
        problem: (answer) =>
          answer.endsWith(".pub")
            ? "That is the public key; name the private one, without '.pub'."
            : undefined,
      },
    ),
    judgeFile: judgeIdentity,
  };
  yield text(
    "jumpHost",
    "Jump host to go through",
    "[user@]host[:port], or a host of ~/.ssh/config; several separated by commas. Empty: none.",
    { problem: jumpHostsProblem },
  );
  if (textOf(answers, "sshUser") === "root") return;
  yield {
    ...text("sudoPassword", "Password for sudo", "It goes to the secret store. Empty: sudo asks for none."),
    secret: true,
    // It never reaches the official scripts, so that any character is fine.
    problem: (answer) => (answer.startsWith("${") ? secretProblem(answer) : undefined),
  };
}

function jumpHostsProblem(answer: string): string | undefined {
  const hosts = jumpHostsOf(answer);
  if (hosts.includes("")) return "A host is missing beside a comma.";
  return hosts.map(hostProblem).find((problem) => problem !== undefined);
}
