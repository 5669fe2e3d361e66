import type { CertificateType } from "../cluster";
import type { ManifestDocument } from "../manifest/manifest-document";
import { entryOf } from "../manifest/value-node";
import { releases } from "../release/catalogue";
import { yamlWord } from "../edits/yaml-word";
import { nextNode } from "./next-node";
import { nodesOf, type NodeListKey } from "./node-lists";
import type { Template } from "./template";

/** A `key: value` line whose value is to be filled in. */
function line(key: string, fillIn: string): Template {
  return [`${key}: `, { fillIn }];
}

/** A cluster has this many master nodes. */
const MASTERS = 4;

/** A further node of a list, as the lines of its mapping; undefined where the list is full. */
export function nodeBlock(
  document: ManifestDocument,
  list: NodeListKey,
): { readonly name: string; readonly lines: readonly Template[] } | undefined {
  const nodes = nodesOf(document.root, list);
  const written = nodes.filter(({ kind }) => kind === "mapping");
  if (list === "masterNodes" && written.length >= MASTERS) return undefined;
  const { name, privateIp, publicIp } = nextNode(document, list);
  const isPublic = list === "mediaNodes" || entryOf(document.root, "loadBalancing")?.value.kind !== "scalar";
  return {
    name,
    lines: [
      line("name", yamlWord(name, undefined, "flow")),
      line("privateIp", privateIp ?? (list === "masterNodes" ? "10.5.0.1" : "10.5.0.5")),
      ...(publicIp !== undefined || isPublic
        ? [line("publicIp", publicIp ?? (list === "masterNodes" ? "203.0.113.11" : "203.0.113.15"))]
        : []),
    ],
  };
}

/** What a certificate of a type is made of besides its type; `taken` tells which keys the release takes. */
export function certificateLines(
  type: CertificateType,
  taken: (key: string) => boolean,
): readonly Template[] {
  const extra: Readonly<Record<CertificateType, readonly Template[]>> = {
    selfsigned: [],
    letsencrypt: taken("email") ? [line("email", "ops@example.io")] : [],
    zerossl: [line("apiKey", "${secret:certificate.apiKey}")],
    owncert: [line("privateKey", "certs/privkey.pem"), line("publicKey", "certs/fullchain.pem")],
  };
  return [[`type: ${type}`], ...extra[type]];
}

/** A whole manifest to begin with: the newest release, four master nodes and two media nodes. */
export function wholeManifest(): readonly Template[] {
  const newest = releases.at(-1);
  const modules = newest?.modules.map(({ name }) => name) ?? [];
  const node = (role: string, number: number, last: number): Template[] => [
    [`  - name: ${role}-${number}`],
    ["    ", ...line("privateIp", `10.5.0.${last}`)],
    ["    ", ...line("publicIp", `203.0.113.${10 + last}`)],
  ];
  return [
    line("name", "production"),
    line("release", newest?.version ?? "latest"),
    line("domain", "openvidu.example.io"),
    ["modules: [", { fillIn: modules.join(", ") }, "]"],
    ["certificate:"],
    ["  type: letsencrypt"],
    ["license: ${secret:license}"],
    ["ssh:"],
    ["  ", ...line("user", "ubuntu")],
    ["masterNodes:"],
    ...[1, 2, 3, 4].flatMap((number) => node("master", number, number)),
    ["mediaNodes:"],
    ...[1, 2].flatMap((number) => node("media", number, 4 + number)),
    [""],
  ];
}
