/** The lab's own end of the network: gateway, name server and web server for the nodes. */
export const gateway = { privateIp: "10.5.0.254", publicIp: "203.0.113.254" } as const;

export type Role = "master" | "media";

export interface NodeAddress {
  readonly name: string;
  readonly role: Role;
  readonly privateIp: string;
  readonly publicIp: string;
}

/**
 * The name and addresses of the node with this number (from 1) in its role: always the same, so that a
 * manifest can be written down. Masters 1-4 and the media nodes stand as in examples/; further masters follow from .101.
 */
export function addressOf(role: Role, number: number): NodeAddress {
  const [privateByte, publicByte] =
    role === "media"
      ? [4 + number, 14 + number]
      : number <= 4
        ? [number, 10 + number]
        : [100 + number, 110 + number];
  return {
    name: `${role}-${String(number)}`,
    role,
    privateIp: `10.5.0.${String(privateByte)}`,
    publicIp: `203.0.113.${String(publicByte)}`,
  };
}
