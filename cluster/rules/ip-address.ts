import ipaddr from "ipaddr.js";

/** What an address is good for, or why it is not an address. */
export type AddressKind =
  "private" | "public" | "loopback" | "link-local" | "docker" | "special" | "ipv6" | "not-an-address";

/** Docker's default bridges; an address there belongs to the machine's own containers. */
const DOCKER_BRIDGE = ipaddr.IPv4.parseCIDR("172.17.0.0/16");

/**
 * What kind of address this is. Only IPv4 in four decimal parts counts, as the installer takes it.
 * The documentation networks (203.0.113.0/24 and the like) count as public: examples and test benches use them so.
 */
export function addressKind(written: string): AddressKind {
  if (!ipaddr.IPv4.isValidFourPartDecimal(written))
    return ipaddr.IPv6.isValid(written) ? "ipv6" : "not-an-address";
  const address = ipaddr.IPv4.parse(written);
  if (address.match(DOCKER_BRIDGE)) return "docker";
  switch (address.range()) {
    case "private":
    case "carrierGradeNat":
      return "private";
    case "unicast":
    case "reserved":
      return "public";
    case "loopback":
      return "loopback";
    case "linkLocal":
      return "link-local";
    default:
      return "special";
  }
}

/** Says what is wrong with an address of a kind that does not fit. */
export const KIND_WORDS: Readonly<Record<AddressKind, string>> = {
  private: "is a private address",
  public: "is a public address",
  loopback: "is the machine itself (loopback)",
  "link-local": "is a link-local address, which no other network reaches",
  docker: "is in Docker's own bridge network 172.17.0.0/16",
  special: "is an address for special use, which no machine can have",
  ipv6: "is an IPv6 address; the installer takes IPv4",
  "not-an-address": "is not an IPv4 address",
};
