import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatNumbers, formatPorts, overlap, parsePorts } from "../../../../cluster/ports/port-range";

describe("ports as they are written", () => {
  it.each([
    [80, "80/tcp"],
    ["80", "80/tcp"],
    ["7000-7001", "7000-7001/tcp"],
    ["1-65535", "1-65535/tcp"],
    ["80-80", "80/tcp"],
  ])("%j is %s", (written, formatted) => {
    const range = parsePorts(written, "tcp");
    expect(range && formatPorts(range)).toBe(formatted);
  });

  it.each([
    0,
    -1,
    65_536,
    1.5,
    Number.NaN,
    "",
    "-",
    "80-",
    "-80",
    "a",
    "80-70",
    "1-2-3",
    "80-65536",
    "1e3",
    "0x50",
    " 80",
    "80 - 90",
    "+80",
  ])("%j is none", (written) => {
    expect(parsePorts(written, "tcp")).toBeUndefined();
  });
});

describe("two ranges", () => {
  const port = fc.integer({ min: 1, max: 30 });
  const range = fc
    .tuple(port, port, fc.constantFrom("tcp" as const, "udp" as const))
    .map(([one, other, protocol]) => ({
      protocol,
      first: Math.min(one, other),
      last: Math.max(one, other),
    }));
  const numbers = ({ first, last }: { first: number; last: number }): number[] =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index);

  it("overlap where they have a port in common, of one protocol", () => {
    fc.assert(
      fc.property(range, range, (one, other) => {
        const common = numbers(one).some((number) => numbers(other).includes(number));
        expect(overlap(one, other)).toBe(common && one.protocol === other.protocol);
        expect(overlap(other, one)).toBe(overlap(one, other));
      }),
    );
  });

  it("are read as they were formatted", () => {
    fc.assert(
      fc.property(range, (one) => {
        expect(parsePorts(formatNumbers(one), one.protocol)).toEqual(one);
      }),
    );
  });
});
