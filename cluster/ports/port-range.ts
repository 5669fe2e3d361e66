export type Protocol = "tcp" | "udp";

/** Ports of one protocol, both ends inclusive. */
export interface PortRange {
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
}

/** Reads `9100`, `"9100"` or `"9200-9210"`; undefined where it is no port or the range runs backwards. */
export function parsePorts(written: string | number, protocol: Protocol): PortRange | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(String(written));
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return first >= 1 && first <= last && last <= 65_535 ? { protocol, first, last } : undefined;
}

/** `7000-7001/tcp`, `443/udp`. */
export function formatPorts({ protocol, first, last }: PortRange): string {
  return `${formatNumbers({ first, last })}/${protocol}`;
}

/** `7000-7001`, `443`. */
export function formatNumbers({ first, last }: { readonly first: number; readonly last: number }): string {
  return first === last ? String(first) : `${String(first)}-${String(last)}`;
}

/** Whether two ranges have a port in common; TCP and UDP never meet. */
export function overlap(one: PortRange, other: PortRange): boolean {
  return one.protocol === other.protocol && one.first <= other.last && other.first <= one.last;
}
