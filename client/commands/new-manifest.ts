import * as vscode from "vscode";
import { LANGUAGE_ID } from "../../server/protocol";

/** A manifest to fill in: everything that is required, with places to jump between. */
const STARTER = `# An OpenVidu High Availability cluster. Save this as openvidu-cluster.yaml or <name>.openvidu.yaml.
# The domain needs four A records, one for each master node's public address.
name: \${1:production}
release: 3.8.0
domain: \${2:openvidu.example.io}
modules: [observability, v2compatibility, openviduMeet]
certificate:
  type: \${3|letsencrypt,selfsigned,zerossl,owncert|}
license: \\\${secret:license}
ssh:
  user: \${4:ubuntu}
masterNodes:
  - { name: master-1, privateIp: \${5:10.5.0.1}, publicIp: \${6:203.0.113.11} }
  - { name: master-2, privateIp: \${7:10.5.0.2}, publicIp: \${8:203.0.113.12} }
  - { name: master-3, privateIp: \${9:10.5.0.3}, publicIp: \${10:203.0.113.13} }
  - { name: master-4, privateIp: \${11:10.5.0.4}, publicIp: \${12:203.0.113.14} }
mediaNodes:
  - { name: media-1, privateIp: \${13:10.5.0.5}, publicIp: \${14:203.0.113.15} }
  - { name: media-2, privateIp: \${15:10.5.0.6}, publicIp: \${16:203.0.113.16} }
`;

/** Opens a new manifest to fill in; nothing is written to disk before the user saves it. */
export async function newManifest(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: LANGUAGE_ID });
  const editor = await vscode.window.showTextDocument(document);
  await editor.insertSnippet(new vscode.SnippetString(STARTER));
}
