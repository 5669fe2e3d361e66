import type { Cluster, NodeRole } from "../cluster";
import { argumentNotes } from "./argument-notes";
import { firewallRows, type FirewallRow } from "../firewall/firewall-rows";
import { nodeArguments, roleArguments, type InstallerArgument, type ValueKey } from "./installer-arguments";
import { installerUrl } from "./installer-url";
import { shellQuote } from "./shell-quote";

/** The four sections that OpenVidu's own wizard prints, in its order and with its titles. */
export type InstallSection =
  | {
      readonly kind: "firewall";
      readonly title: string;
      readonly role: NodeRole;
      readonly rows: readonly FirewallRow[];
    }
  | {
      readonly kind: "commands";
      readonly title: string;
      readonly role: NodeRole;
      /** Lines that read certificate files into shell variables, up to the command's; empty without own certificates. */
      readonly preparation: readonly string[];
      /** One command for every node of the role, with backslashes at its line ends. */
      readonly command: string;
      /** What a single node needs besides. */
      readonly perNode: readonly { readonly node: string; readonly words: readonly string[] }[];
      /** What the commands do not show: doubts about their arguments, and what they lack. */
      readonly notes: readonly string[];
    };

/** Turns a looked-up value into what the command shows: the secret itself, a mask, or a placeholder. */
export type ShowValue = (key: ValueKey, secret: boolean) => string;

const ROLE_TITLE: Readonly<Record<NodeRole, string>> = { master: "Master Nodes", media: "Media Nodes" };

/** The document of a cluster's installation, values shown as `show` says. */
export function installSections(cluster: Cluster, show: ShowValue): InstallSection[] {
  return (["master", "media"] as const).flatMap((role) => [
    {
      kind: "firewall" as const,
      title: `Firewall Configuration for '${ROLE_TITLE[role]}'`,
      role,
      rows: firewallRows(cluster.release, role, cluster.features),
    },
    commandSection(cluster, role, show),
  ]);
}

function commandSection(cluster: Cluster, role: NodeRole, show: ShowValue): InstallSection {
  const shared = roleArguments(cluster, role);
  const nodes = role === "master" ? cluster.masters : cluster.media;
  const environment = Object.entries(cluster.installer.environment).map(
    ([name, value]) => `${name}=${shellQuote(value)} `,
  );
  const words = shared.map((argument) => argumentWord(argument, show));
  const extra = cluster.installer.arguments[role].map(shellQuote);
  // As the documents have it: `--no-tty --install` share a line.
  const lines = [...joinFlags(words), ...extra];
  return {
    kind: "commands",
    title: `Installation Commands for '${ROLE_TITLE[role]}'`,
    role,
    preparation: certificateVariables(cluster, shared),
    command: [
      `${environment.join("")}sh <(curl -fsSL ${shellWord(installerUrl(cluster, role))})`,
      ...lines,
    ].join(" \\\n    "),
    perNode: nodes
      .map((node) => ({
        node: node.name,
        words: nodeArguments(cluster, node).map((argument) => argumentWord(argument, show)),
      }))
      .filter(({ words: own }) => own.length > 0),
    notes: argumentNotes(cluster, role),
  };
}

function joinFlags(words: readonly string[]): string[] {
  return words[0] === "--no-tty" && words[1] === "--install"
    ? ["--no-tty --install", ...words.slice(2)]
    : [...words];
}

/** The documents' names of the shell variables that hold certificate files. */
export const CERTIFICATE_VARIABLES: Readonly<Record<ValueKey, string>> = {
  "certificate.privateKey": "CERT_PRIVATE_KEY",
  "certificate.publicKey": "CERT_PUBLIC_KEY",
  "certificate.turnPrivateKey": "CERT_TURN_PRIVATE_KEY",
  "certificate.turnPublicKey": "CERT_TURN_PUBLIC_KEY",
};

function argumentWord({ name, value }: InstallerArgument, show: ShowValue): string {
  if (value === undefined) return name;
  if (value.kind === "text") return `${name}=${shellQuote(value.text)}`;
  const variable = CERTIFICATE_VARIABLES[value.key];
  return variable === undefined
    ? `${name}=${shellQuote(show(value.key, value.secret))}`
    : `${name}="$${variable}"`;
}

const OWN_PAIR: readonly ValueKey[] = ["certificate.privateKey", "certificate.publicKey"];
const TURN_PAIR: readonly ValueKey[] = ["certificate.turnPrivateKey", "certificate.turnPublicKey"];

/** The documents' lines that read certificate files into shell variables, each pair with the blank line after it. */
export function certificateVariables(cluster: Cluster, shared: readonly InstallerArgument[]): string[] {
  const own = variableLines(cluster, shared, OWN_PAIR);
  const turn = variableLines(cluster, shared, TURN_PAIR);
  return [
    ...(own.length === 0 ? [] : [...own, ""]),
    ...(turn.length === 0 ? [] : ["# Optional, only if you want to enable TURN with TLS", ...turn, ""]),
  ];
}

function variableLines(
  cluster: Cluster,
  shared: readonly InstallerArgument[],
  keys: readonly ValueKey[],
): string[] {
  const files: Readonly<Record<ValueKey, string | undefined>> = {
    "certificate.privateKey": cluster.certificate?.privateKey,
    "certificate.publicKey": cluster.certificate?.publicKey,
    "certificate.turnPrivateKey": cluster.certificate?.turnPrivateKey,
    "certificate.turnPublicKey": cluster.certificate?.turnPublicKey,
  };
  return shared.flatMap(({ value }) => {
    if (value?.kind !== "looked-up" || !keys.includes(value.key)) return [];
    const [variable, file] = [CERTIFICATE_VARIABLES[value.key], files[value.key]];
    return variable === undefined || file === undefined
      ? []
      : [`${variable}=$(cat ${shellWord(file)} | base64 -w 0)`];
  });
}

/** File names and addresses are shown bare where the shell reads them as they are, as the documents do. */
function shellWord(text: string): string {
  return /^[\w./:~][\w./:~-]*$/.test(text) ? text : shellQuote(text.replace(/^-/, "./-"));
}
