import { describe, expect, it } from "vitest";
import { addressKind } from "../../../../cluster/rules/ip-address";
import { manifest, replace, told } from "../../../fixtures/manifest-builder";

const withPrivate = (address: string): string => manifest(["privateIp: 10.5.0.3", `privateIp: ${address}`]);
const withPublic = (address: string): string => manifest(["publicIp: 203.0.113.13", `publicIp: ${address}`]);
const EACH_OTHER = "Nodes reach each other at their private addresses.";

describe("an address", () => {
  it.each([
    ["10.0.0.0", "private"],
    ["10.255.255.255", "private"],
    ["172.15.255.255", "public"],
    ["172.16.0.1", "private"],
    ["172.31.255.255", "private"],
    ["172.32.0.0", "public"],
    ["172.17.0.1", "docker"],
    ["172.18.0.1", "private"],
    ["192.168.1.1", "private"],
    ["192.169.0.1", "public"],
    ["100.64.0.1", "private"],
    ["100.128.0.1", "public"],
    ["127.0.0.1", "loopback"],
    ["169.254.169.254", "link-local"],
    ["203.0.113.5", "public"],
    ["198.51.100.5", "public"],
    ["192.0.2.5", "public"],
    ["8.8.8.8", "public"],
    ["0.0.0.0", "special"],
    ["224.0.0.1", "special"],
    ["255.255.255.255", "special"],
    ["fd00::1", "ipv6"],
    ["::ffff:10.0.0.1", "ipv6"],
    ["10.5.0", "not-an-address"],
    ["10.5.0.256", "not-an-address"],
    ["010.5.0.1", "not-an-address"],
    ["0x0a.5.0.1", "not-an-address"],
    ["10.5.0.1/24", "not-an-address"],
    [" 10.5.0.1", "not-an-address"],
    ["master-1", "not-an-address"],
    ["", "not-an-address"],
  ])("%s is %s", (address, kind) => {
    expect(addressKind(address)).toBe(kind);
  });
});

describe("the addresses of a node", () => {
  it.each([
    ["8.8.8.8", `error [8.8.8.8] 8.8.8.8 is a public address. ${EACH_OTHER}`],
    ["127.0.0.1", `error [127.0.0.1] 127.0.0.1 is the machine itself (loopback). ${EACH_OTHER}`],
    [
      "172.17.0.3",
      `error [172.17.0.3] 172.17.0.3 is in Docker's own bridge network 172.17.0.0/16. ${EACH_OTHER}`,
    ],
    ['"fd00::3"', `error ["fd00::3"] fd00::3 is an IPv6 address; the installer takes IPv4. ${EACH_OTHER}`],
    ["10.5.0.300", `error [10.5.0.300] 10.5.0.300 is not an IPv4 address such as 10.5.0.1. ${EACH_OTHER}`],
  ])("are private where they must be: %s", (address, message) => {
    expect(told(withPrivate(address))).toEqual([message]);
  });

  it.each([
    ["10.5.9.9", "is a private address"],
    ["169.254.1.1", "is a link-local address, which no other network reaches"],
    ["192.168.300.1", "is not an IPv4 address such as 203.0.113.11"],
  ])("are public where clients come: %s", (address, words) => {
    expect(told(withPublic(address))).toEqual([
      `error [${address}] ${address} ${words}. Clients reach nodes at their public addresses.`,
    ]);
  });

  it("are told to be missing at the node", () => {
    expect(told(manifest(["    publicIp: 203.0.113.13\n", ""]))).toEqual([
      "error [name] master-3 needs 'publicIp': with DNS load balancing clients connect to it directly.",
    ]);
    expect(told(manifest(["    publicIp: 203.0.113.15\n", ""]))).toEqual([
      "error [name] media-1 needs 'publicIp': clients send media to it directly.",
    ]);
  });

  it("may lack a public one on masters behind an external load balancer, never on media nodes", () => {
    const external = manifest(
      ["rtcEngine: pion", "loadBalancing: external"],
      ["    publicIp: 203.0.113.13\n", ""],
    );
    expect(told(external)).toEqual([]);
    expect(told(replace(external, ["    publicIp: 203.0.113.15\n", ""]))).toHaveLength(1);
  });
});
