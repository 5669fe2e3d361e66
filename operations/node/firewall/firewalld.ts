import { FIREWALLD_ZONE, firewalldZone, renderFirewalld } from "../../../cluster/firewall/render/firewalld";
import type { FirewallProgram } from "./firewall-program";
import { sortedLines } from "./files";

/** What `--list-all` says of what is let in, one thing a line. */
const ZONE_LINES = String.raw`/^  (target|services|ports|protocols|masquerade|forward-ports|source-ports|sources):/ {
  for (i = 2; i <= NF; i++) print $1, $i
}
/^\t/ { sub(/^\t/, ""); print }`;

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
    const wanted = [
      ...["target: default", "services: dhcpv6-client", "masquerade: no"],
      ...ports.map((port) => `ports: ${port}`),
      ...richRules,
    ];
    return `systemctl is-active --quiet firewalld || { echo 'firewalld is not active.'; exit 1; }
systemctl is-enabled --quiet firewalld || { echo 'firewalld does not start with the machine.'; exit 1; }
[ "$(firewall-cmd --get-default-zone)" = ${FIREWALLD_ZONE} ] || { echo 'The zone ${FIREWALLD_ZONE} is not the default one.'; exit 1; }
${sortedLines(wanted)} >"$work/wanted"
for store in '' --permanent; do
  firewall-cmd $store --zone=${FIREWALLD_ZONE} --list-all 2>&1 | awk '${ZONE_LINES}' | sort | diff "$work/wanted" - || exit 1
done
for interface in $(ip -o -4 route show default | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p' | sort -u); do
  zone=$(firewall-cmd --get-zone-of-interface="$interface" 2>/dev/null) || continue
  [ "$zone" = ${FIREWALLD_ZONE} ] && continue
  echo "The interface $interface is bound to the zone $zone, whose rules hold there: firewall-cmd --permanent --zone=$zone --remove-interface=$interface"
  exit 1
done`;
  },
};
