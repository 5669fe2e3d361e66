import type { ReleaseFacts } from "../cluster";

/** The folder of a master node that holds own certificates, absolute; undefined where no document tells. */
export function ownCertificateFolder(release: ReleaseFacts): string | undefined {
  for (const { path } of release.nodeFiles) {
    const folder = /^.*\/owncert(?=\/|$)/.exec(path)?.[0];
    if (folder !== undefined) return folder;
  }
  return undefined;
}
