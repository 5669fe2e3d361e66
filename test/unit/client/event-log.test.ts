import { describe, expect, it } from "vitest";
import { logError } from "../../../client/output/event-log";
import type { ErrorReport } from "../../../operations/events";

const REPORT: ErrorReport = {
  attempted: "connect over ssh",
  machine: "ann@10.0.0.1:22",
  cause: "The machine does not answer.",
  suggestion: "Check it.",
  code: "timed-out",
};

function logged(report: ErrorReport): string[] {
  const lines: string[] = [];
  const add = (line: string): unknown => lines.push(line);
  logError({ info: add, warn: add, error: add, debug: add }, report);
  return lines;
}

describe("an error in the log", () => {
  it("names the node, or the machine where no node is meant", () => {
    expect(logged(REPORT)[0]).toBe(
      "Could not connect over ssh (ann@10.0.0.1:22): The machine does not answer.",
    );
    expect(logged({ ...REPORT, node: "media-1" })[0]).toBe(
      "Could not connect over ssh on media-1: The machine does not answer.",
    );
  });
});
