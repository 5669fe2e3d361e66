import type { FirewallKind, FirewallProgram } from "./firewall-program";
import { firewalld } from "./firewalld";
import { nftables } from "./nftables";
import { ufw } from "./ufw";

export const FIREWALL_PROGRAMS: Readonly<Record<FirewallKind, FirewallProgram>> = {
  ufw,
  firewalld,
  nftables,
};
