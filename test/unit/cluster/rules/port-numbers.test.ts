import { describe, expect, it } from "vitest";
import { manifest, told } from "../../../fixtures/manifest-builder";

const at = (port: string): string => manifest(["port: 9200", `port: ${port}`]);

describe("the port of another service", () => {
  it.each(["1", "9200", '"9200"', "9200-9210", '"65535-65535"', "65535"])("may be %s", (port) => {
    expect(told(at(port))).toEqual([]);
  });

  it.each([
    ["0", "'port' of item 1 of 'otherServices' of master-1 must be between 1 and 65535, not '0'."],
    ["65536", "'port' of item 1 of 'otherServices' of master-1 must be between 1 and 65535, not '65536'."],
    [
      "92.5",
      "'port' of item 1 of 'otherServices' of master-1 must be a port, or a range such as \"9200-9210\", not '92.5'.",
    ],
    [
      "ssh",
      "'port' of item 1 of 'otherServices' of master-1 must be a port, or a range such as \"9200-9210\", not 'ssh'.",
    ],
    ["-1", "'port' of item 1 of 'otherServices' of master-1 must be between 1 and 65535, not '-1'."],
    ['"65536"', "65536 is not a port: ports are 1 to 65535."],
    ['"0"', "0 is not a port: ports are 1 to 65535."],
    ["9000-70000", "9000-70000 is not a port: ports are 1 to 65535."],
    ["9210-9200", "The range 9210-9200 runs backwards; write 9200-9210."],
  ])("may not be %s", (port, message) => {
    expect(told(at(port))).toEqual([`error [${port}] ${message}`]);
  });
});
