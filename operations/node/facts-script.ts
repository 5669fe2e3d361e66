import type { Cluster, NodeRole } from "../../cluster/cluster";
import { shellQuote } from "../../cluster/installer/shell-quote";
import { ownCertificateFolder } from "../../cluster/release/own-certificate-folder";
import { lookSections } from "./look-script";
import { INSTALL_OUTPUT, INSTALL_STATE, INSTALL_UNIT } from "./install-job-files";
import { parametersSection } from "./parameters";
import { SECTION_FUNCTION } from "./sections";

/**
 * The bash script that asks a node for all facts at once. It changes nothing on the node, not even a file's date.
 *
 * @param secrets `with`: it also prints the secrets of the node's parameter files, for the redactor and nobody else
 */
export function factsScript(
  cluster: Cluster,
  role: NodeRole,
  secrets: "with" | "without" = "without",
): string {
  const { files } = cluster.release;
  const [directory, info, unit] = [files.directory, files.deploymentInfo, `${files.unit}.service`].map(
    shellQuote,
  );
  return String.raw`
${SECTION_FUNCTION}
section machine
echo "hostname=$(uname -n)"
echo "machine_id=$(cat /etc/machine-id 2>/dev/null)"
echo "boot_id=$(cat /proc/sys/kernel/random/boot_id 2>/dev/null)"
echo "os=$(. /etc/os-release 2>/dev/null && echo "$PRETTY_NAME")"
echo "architecture=$(uname -m)"
echo "processors=$(nproc 2>/dev/null)"
echo "memory_kib=$(awk '$1 == "MemTotal:" { print $2 }' /proc/meminfo 2>/dev/null)"
[ -d /run/systemd/system ] && echo "systemd=yes"
command -v curl >/dev/null 2>&1 && echo "curl=yes"
command -v docker >/dev/null 2>&1 && echo "docker=$(timeout 20 docker --version 2>/dev/null)"
section addresses
ip -o address show 2>/dev/null | awk '{ print $4 }'
section disks
for path in ${directory} /var/lib/docker; do
  found=$path
  while ! [ -e "$found" ]; do found=$(dirname "$found"); done
  echo "$path $(df -P -B1 "$found" 2>/dev/null | awk 'NR == 2 { print $2, $4 }')"
done
section installation
[ -d ${directory} ] && echo "directory=yes"
systemctl cat ${unit} >/dev/null 2>&1 && echo "unit=yes"
systemctl is-enabled --quiet ${unit} 2>/dev/null && echo "enabled=yes"
if [ -f ${info} ]; then
  echo "info_time=$(stat -c %Y ${info})"
fi
${ownCertificateLine(cluster)}
section deployment-info
cat ${info} 2>/dev/null
${parametersSection(cluster, role, secrets)}
section job
systemctl is-active --quiet ${INSTALL_UNIT} 2>/dev/null && echo "running=yes"
[ -f ${INSTALL_OUTPUT} ] && echo "unread=yes"
echo "state=$(cat ${INSTALL_STATE} 2>/dev/null)"
section firewall
for program in ufw firewall-cmd nft; do
  PATH=$PATH:/usr/sbin:/sbin command -v "$program" >/dev/null 2>&1 && echo "$program=yes"
done
grep -qs '^ENABLED=yes' /etc/ufw/ufw.conf && echo "ufw_active=yes"
systemctl is-active --quiet firewalld 2>/dev/null && echo "firewalld_active=yes"
${lookSections(cluster, role)}
section end
exit 0
`;
}

function ownCertificateLine({ release }: Cluster): string {
  const folder = ownCertificateFolder(release);
  return folder === undefined
    ? ""
    : `[ -n "$(find ${shellQuote(folder)} -type f 2>/dev/null | head -n 1)" ] && echo "own_certificate=yes"`;
}
