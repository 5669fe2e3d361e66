import { NFTABLES_TABLE, renderNftables } from "../../../cluster/firewall/render/nftables";
import type { FirewallProgram } from "./firewall-program";
import { writeFile } from "./files";

const FOLDER = "/etc/openvidu-cluster";
const RULES = `${FOLDER}/firewall.nft`;
const UNIT = "openvidu-cluster-firewall.service";
const UNIT_FILE = `/etc/systemd/system/${UNIT}`;

/** nftables.service empties everything when it is restarted or reloaded: our table is then loaded again. */
const UNIT_TEXT = `[Unit]
Description=Firewall of the OpenVidu cluster
Documentation=file:${RULES}
DefaultDependencies=no
Before=network-pre.target shutdown.target
Wants=network-pre.target
After=nftables.service
PartOf=nftables.service
ReloadPropagatedFrom=nftables.service
Conflicts=shutdown.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/sbin/nft -f ${RULES}
ExecReload=/usr/sbin/nft -f ${RULES}

[Install]
WantedBy=sysinit.target
`;

/** A table of our own, loaded at boot by a unit of our own; nobody else's tables are touched. */
export const nftables: FirewallProgram = {
  command: "nft",
  package: "nftables",
  save: `nft list table ${NFTABLES_TABLE} >"$state/table" 2>/dev/null || rm -f "$state/table"
for file in ${RULES} ${UNIT_FILE}; do
  if [ -e "$file" ]; then cp -a "$file" "$state/"; fi
done
if systemctl is-enabled --quiet ${UNIT} 2>/dev/null; then : >"$state/enabled"; fi`,
  restore: `nft delete table ${NFTABLES_TABLE} || true
if [ -e "$state/table" ]; then nft -f "$state/table"; fi
if [ -e "$state/${UNIT}" ]; then
  cp -a "$state/firewall.nft" ${RULES}
  [ -e "$state/enabled" ] || systemctl --quiet disable ${UNIT}
else
  systemctl --quiet disable --now ${UNIT}
  rm -f ${UNIT_FILE} ${RULES}
  rmdir --ignore-fail-on-non-empty ${FOLDER}
  systemctl daemon-reload
fi`,
  load: (set) => `set -eu
mkdir -p -m 755 ${FOLDER}
${writeFile(`${RULES}.new`, renderNftables(set, []))}
nft --check -f ${RULES}.new
mv ${RULES}.new ${RULES}
${writeFile(UNIT_FILE, UNIT_TEXT)}
chmod 644 ${UNIT_FILE}
systemctl daemon-reload
systemctl --quiet enable ${UNIT}
nft -f ${RULES}
systemctl start ${UNIT}
`,
  // The same file loaded into a network of its own shows how this version of nft writes the rules.
  inForce: (
    set,
  ) => `systemctl is-enabled --quiet ${UNIT} || { echo '${UNIT} does not start with the machine.'; exit 1; }
${writeFile('"$work/rules"', renderNftables(set, []))}
diff "$work/rules" ${RULES} || exit 1
unshare --net sh -c 'nft -f "$0" && nft --stateless list table ${NFTABLES_TABLE}' "$work/rules" >"$work/wanted" || exit 1
nft --stateless list table ${NFTABLES_TABLE} 2>&1 | diff "$work/wanted" - || exit 1`,
};
