import { describe, expect, it } from "vitest";
import { formatNodeList, parseNodeList } from "../../../../cluster/wizard/node-list";

const hosts = [
  { alias: "web-1", hostName: "203.0.113.11" },
  { alias: "web_2", hostName: "10.5.0.2" },
  { alias: "web-3", hostName: "web3.example.io" },
];

function nodes(text: string): object[] {
  const list = parseNodeList(text, hosts);
  if (list.kind === "problem") throw new Error(list.message);
  return [...list.nodes];
}

function message(text: string): string {
  const list = parseNodeList(text, hosts);
  return list.kind === "problem" ? list.message : "no problem";
}

const PRIVATE = ["10.5.0.1", "10.5.0.2", "10.5.0.3", "10.5.0.4"].map((privateIp) => ({ privateIp }));
const PAIRS = [
  { privateIp: "10.5.0.1", publicIp: "203.0.113.11" },
  { privateIp: "10.5.0.2", publicIp: "203.0.113.12" },
];
const NAMED = PAIRS.map((pair, index) => ({ name: `m${String(index + 1)}`, ...pair }));

describe("a list of machines", () => {
  it.each([
    ["commas", "10.5.0.1,10.5.0.2,10.5.0.3,10.5.0.4"],
    ["commas and blanks", " 10.5.0.1, 10.5.0.2 ,10.5.0.3,  10.5.0.4,"],
    ["blanks", "10.5.0.1 10.5.0.2\t10.5.0.3 10.5.0.4"],
    ["lines", "10.5.0.1\n10.5.0.2\r\n10.5.0.3\n\n10.5.0.4\n"],
  ])("is read with %s", (_how, text) => {
    expect(nodes(text)).toEqual(PRIVATE);
  });

  it.each([
    ["a line each", "10.5.0.1 203.0.113.11\n10.5.0.2 203.0.113.12"],
    ["in one line, as an input box pastes lines", "10.5.0.1 203.0.113.11 10.5.0.2 203.0.113.12"],
    ["the other way round", "203.0.113.11 10.5.0.1\n203.0.113.12 10.5.0.2"],
    ["with commas", "10.5.0.1,203.0.113.11\n10.5.0.2,203.0.113.12"],
    ["with semicolons", "10.5.0.1 203.0.113.11; 10.5.0.2 203.0.113.12"],
  ])("takes pairs of private and public address, %s", (_how, text) => {
    expect(nodes(text)).toEqual(PAIRS);
  });

  it.each([
    [
      "a table with a header",
      "name,private_ip,public_ip\nm1,10.5.0.1,203.0.113.11\nm2,10.5.0.2,203.0.113.12\n",
    ],
    [
      "a table with a header in one line, as an input box pastes lines",
      "name,private_ip,public_ip m1,10.5.0.1,203.0.113.11 m2,10.5.0.2,203.0.113.12",
    ],
    ["a table with quotes", '"m1","10.5.0.1","203.0.113.11"\n"m2","10.5.0.2","203.0.113.12"'],
    ["names in one line", "m1 10.5.0.1 203.0.113.11, m2 10.5.0.2 203.0.113.12"],
  ])("takes %s", (_what, text) => {
    expect(nodes(text)).toEqual(NAMED);
  });

  it("takes hosts of the user's ssh configuration, with the address that these have", () => {
    expect(nodes("web-1 10.5.0.1, web_2 203.0.113.12\nweb-3 10.5.0.3")).toEqual([
      { sshHost: "web-1", name: "web-1", publicIp: "203.0.113.11", privateIp: "10.5.0.1" },
      { sshHost: "web_2", privateIp: "10.5.0.2", publicIp: "203.0.113.12" },
      { sshHost: "web-3", name: "web-3", privateIp: "10.5.0.3" },
    ]);
  });

  it("may repeat an address that the ssh configuration has too", () => {
    expect(nodes("web-1 203.0.113.11 10.5.0.1")).toHaveLength(1);
  });

  it.each([
    ["10.5.0.1\n10.5.0.300", "Line 2: '10.5.0.300' is not an IPv4 address such as 10.5.0.1."],
    ["10.5.0.1,10.5.0", "'10.5.0' is not an IPv4 address such as 10.5.0.1."],
    ["10.5.0.1\nfd00::1", "Line 2: fd00::1 is an IPv6 address; the installer takes IPv4."],
    ["127.0.0.1", "127.0.0.1 is the machine itself (loopback)."],
    [
      "10.5.0.1\n\n10.5.0.2 it's",
      "Line 3: 'it's' is neither an IPv4 address nor a name of letters, digits, '-' and '.'.",
    ],
  ])("names the line and the word that is wrong: %j", (text, expected) => {
    expect(message(text)).toBe(expected);
  });

  it("is written so that it reads back the same", () => {
    for (const list of [PRIVATE, PAIRS, NAMED, nodes("web-1 10.5.0.1, web_2 203.0.113.12")])
      expect(nodes(formatNodeList(list))).toEqual(list);
  });
});
