import {
  FIREWALLD_ZONE,
  FIREWALLD_ZONE_FILE,
  firewalldZone,
  firewalldZoneFile,
  renderFirewalld,
} from "../../../cluster/firewall/render/firewalld";
import type { FirewallProgram } from "./firewall-program";
import { sortedLines, writeFile } from "./files";

const ZONE = `firewall-cmd --zone=${FIREWALLD_ZONE}`;

/** A zone of our own becomes the default one; the others stay as they are. */
export const firewalld: FirewallProgram = {
  command: "firewall-cmd",
  package: "firewalld",
  save: `cp -a /etc/firewalld "$state/etc"
if systemctl is-active --quiet firewalld; then : >"$state/active"; fi
if systemctl is-enabled --quiet firewalld; then : >"$state/enabled"; fi`,
  restore: `rm -rf /etc/firewalld
cp -a "$state/etc" /etc/firewalld
if [ -e "$state/active" ]; then firewall-cmd --quiet --reload; else systemctl stop firewalld; fi
[ -e "$state/enabled" ] || systemctl --quiet disable firewalld`,
  load: (set) => renderFirewalld(set, []),
  inForce: (set) => {
    const { ports, richRules } = firewalldZone(set);
    return `systemctl is-active --quiet firewalld || { echo 'firewalld is not active.'; exit 1; }
systemctl is-enabled --quiet firewalld || { echo 'firewalld does not start with the machine.'; exit 1; }
[ "$(firewall-cmd --get-default-zone)" = ${FIREWALLD_ZONE} ] || { echo 'The zone ${FIREWALLD_ZONE} is not the default one.'; exit 1; }
${writeFile('"$work/zone"', firewalldZoneFile(set))}
diff "$work/zone" ${FIREWALLD_ZONE_FILE} || exit 1
diff <(${sortedLines(ports)}) <(${ZONE} --list-ports | tr ' ' '\\n' | sort) || exit 1
diff <(${sortedLines(richRules)}) <(${ZONE} --list-rich-rules | grep . | sort) || exit 1
diff <(echo dhcpv6-client) <(${ZONE} --list-services) || exit 1
for interface in $(ip -o -4 route show default | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p' | sort -u); do
  zone=$(firewall-cmd --get-zone-of-interface="$interface" 2>/dev/null) || continue
  [ "$zone" = ${FIREWALLD_ZONE} ] && continue
  echo "The interface $interface is bound to the zone $zone, whose rules hold there: firewall-cmd --permanent --zone=$zone --remove-interface=$interface"
  exit 1
done`;
  },
};
