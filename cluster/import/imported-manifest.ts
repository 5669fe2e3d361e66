import type { Draft } from "../manifest/draft";
import { manifestText, type Remark } from "../manifest/manifest-text";

/** What was found of a cluster: a manifest's keys as dotted paths, and its nodes. */
export interface FoundCluster {
  readonly name: string;
  readonly release: string;
  /** By dotted path; secrets are references already. */
  readonly values: ReadonlyMap<string, string | readonly string[]>;
  readonly masters: readonly FoundNode[];
  readonly media: readonly FoundNode[];
  readonly external: boolean;
  readonly ssh?: Draft["ssh"];
  readonly installer?: Draft["installer"];
}

export interface FoundNode {
  readonly name?: string;
  readonly privateIp?: string;
  readonly publicIp?: string;
  readonly forcePublicIp?: true;
}

const FILL_IN = "FILL IN:";

/** The manifest of what was found; whatever could not be found is marked, and the rules tell what belongs there. */
export function importedText(found: FoundCluster, origin: string, remarks: readonly Remark[]): string {
  const draft = draftOfFound(found);
  return manifestText(draft, `Imported from ${origin}. Read it through before you deploy.`, [
    ...remarks,
    ...gaps(draft),
  ]);
}

function draftOfFound({
  name,
  release,
  values,
  masters,
  media,
  external,
  ssh,
  installer,
}: FoundCluster): Draft {
  const draft: Record<string, unknown> = {};
  for (const [path, value] of values) {
    const [top = "", below] = path.split(".");
    if (below === undefined) draft[top] = value;
    else draft[top] = { ...(draft[top] as object | undefined), [below]: value };
  }
  return {
    license: "${secret:license}",
    ...draft,
    name,
    release,
    ...(external ? { loadBalancing: "external" as const } : {}),
    ...(ssh === undefined ? {} : { ssh }),
    ...(installer === undefined ? {} : { installer }),
    masterNodes: masters.map((node, index) => ({ name: `master-${String(index + 1)}`, ...node })),
    mediaNodes: media.map((node, index) => ({ name: `media-${String(index + 1)}`, ...node })),
  };
}

/** What a person has to add. */
function gaps(draft: Draft): Remark[] {
  const gap = (key: string, text: string): Remark => ({ path: [key], text: `${FILL_IN} ${text}` });
  const found: Remark[] = [];
  const external = draft.loadBalancing === "external";
  const masters = draft.masterNodes ?? [];
  const media = draft.mediaNodes ?? [];
  if (draft.domain === undefined) found.push(gap("domain", "the domain, as 'domain: openvidu.example.io'."));
  if (draft.certificate === undefined && !external)
    found.push(gap("certificate", "the certificate, as 'certificate: { type: letsencrypt }'."));
  if (draft.ssh === undefined)
    found.push(
      gap(
        "ssh",
        "how to log in on the nodes, as 'ssh: { user: ubuntu }'; without it, as ~/.ssh/config says.",
      ),
    );
  if (masters.length === 0) found.push(gap("masterNodes", "the four master nodes."));
  else if (!external && masters.some((node) => node?.publicIp === undefined))
    found.push(
      gap("masterNodes", "the public address of each node that has none, as 'publicIp: 203.0.113.11'."),
    );
  if (media.length === 0)
    found.push(
      gap(
        "mediaNodes",
        "the media nodes, as '- { name: media-1, privateIp: 10.5.0.5, publicIp: 203.0.113.15 }'.",
      ),
    );
  else if (media.some((node) => node?.publicIp === undefined || node.privateIp === undefined))
    found.push(gap("mediaNodes", "the private and public address of each node that lacks one."));
  return found;
}
