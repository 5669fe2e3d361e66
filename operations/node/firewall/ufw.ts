import { renderUfw, UFW_MARK, ufwRules } from "../../../cluster/firewall/render/ufw";
import type { FirewallProgram } from "./firewall-program";
import { sortedLines } from "./files";

const FILES = ["/etc/ufw/user.rules", "/etc/ufw/user6.rules", "/etc/ufw/ufw.conf", "/etc/default/ufw"];

/** Rules of the user stay. What ufw is told and what the kernel holds are both compared. */
export const ufw: FirewallProgram = {
  command: "ufw",
  package: "ufw",
  save: `tar -cf "$state/files.tar" -C / ${FILES.map((file) => file.slice(1)).join(" ")}`,
  restore: `ufw --force disable
tar -xf "$state/files.tar" -C /
if grep -q '^ENABLED=yes' /etc/ufw/ufw.conf; then ufw --force enable; fi`,
  load: (set) => renderUfw(set, []),
  inForce: (set) => `ufw status | grep -q '^Status: active' || { echo 'ufw is not active.'; exit 1; }
grep -q '^DEFAULT_INPUT_POLICY="DROP"' /etc/default/ufw || { echo 'ufw lets in what no rule names.'; exit 1; }
diff <(${sortedLines(ufwRules(set))}) <(ufw show added | grep -F "comment '${UFW_MARK}'" | sort) || exit 1
loaded() {
  [ "$($1 -S INPUT | head -n 1)" = '-P INPUT DROP' ] &&
    [ "$($1 -S "$2" | grep -c '^-A')" = "$(grep -c "^-A $2 " "$3")" ] && return
  echo "The kernel's rules ($1) are not those of ufw."; exit 1
}
loaded iptables ufw-user-input /etc/ufw/user.rules
if grep -q '^IPV6=yes' /etc/default/ufw; then loaded ip6tables ufw6-user-input /etc/ufw/user6.rules; fi`,
};
