import ipaddr from "ipaddr.js";

/** An address that no firewall program may be given, because it is none. */
export class NotAnAddress extends Error {
  override readonly name = "NotAnAddress";

  constructor(readonly written: string) {
    super(`'${written}' is neither an address nor a network such as 10.5.0.0/24.`);
  }
}

/** An address or network as every firewall program reads it; whatever else a manifest says never gets into a command. */
export function checkedAddress(written: string): string {
  const [address = "", prefix] = written.split("/");
  if (prefix === undefined && ipaddr.IPv4.isValidFourPartDecimal(address)) return address;
  if (prefix === undefined && ipaddr.IPv6.isValid(address) && !address.includes("%"))
    return ipaddr.IPv6.parse(address).toString();
  if (!ipaddr.isValidCIDR(written) || address.includes("%")) throw new NotAnAddress(written);
  const [network, length] = ipaddr.parseCIDR(written);
  const first =
    network.kind() === "ipv4"
      ? ipaddr.IPv4.networkAddressFromCIDR(written)
      : ipaddr.IPv6.networkAddressFromCIDR(written);
  return `${first.toString()}/${String(length)}`;
}
