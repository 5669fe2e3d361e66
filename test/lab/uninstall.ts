import type { LabNode } from "./lab.js";

/** Takes OpenVidu off a node by the documents' own recipe; nothing where it is not installed. */
export async function uninstall(node: LabNode): Promise<void> {
  await node.must(
    [
      "systemctl stop openvidu 2>/dev/null",
      "rm -rf /opt/openvidu/",
      "rm -f /etc/systemd/system/openvidu.service /etc/sysctl.d/50-openvidu.conf",
      "systemctl daemon-reload",
    ].join("\n"),
  );
}
