import type { NodeRole } from "../cluster";

const BANNER: Readonly<Record<NodeRole, RegExp>> = {
  master: /OpenVidu HA 'Master Node' Installation Finished Successfully!/,
  media: /OpenVidu HA 'Media Node' Installation Finished Successfully!/,
};

/** Whether the installer's output has its success banner. Its exit code alone proves nothing. */
export function installedSuccessfully(output: string, role: NodeRole): boolean {
  return BANNER[role].test(output);
}

const NOTICE = /This is the private IP of this 'Media Node'[^\n]*\n([\s\S]*?)If this is not your private IP/;

/** The private address that the installer of a media node says it chose, or undefined where it says nothing. */
export function privateIpNotice(output: string): string | undefined {
  return NOTICE.exec(output)?.[1]?.match(/\d{1,3}(?:\.\d{1,3}){3}/)?.[0];
}
