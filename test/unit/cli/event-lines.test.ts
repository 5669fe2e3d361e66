import { describe, expect, it } from "vitest";
import { coloursFor } from "../../../cli/colours";
import { errorsText } from "../../../cli/error-text";
import { EventLines } from "../../../cli/event-lines";
import type { ErrorReport, OperationEvent } from "../../../operations/events";

const plain = coloursFor({ colours: false });

const started: OperationEvent = {
  type: "action-started",
  time: 0,
  action: "Deploy",
  cluster: "production",
  nodes: [
    { name: "master-1", role: "master" },
    { name: "m", role: "media" },
  ],
  phases: [],
};

describe("lines of an action", () => {
  it("align node names and tell how long a phase took", () => {
    const lines = new EventLines(plain, "steps");
    expect(lines.lines(started)).toEqual(["Deploy production: 2 nodes"]);
    lines.lines({ type: "phase-started", time: 1000, phase: "connect", title: "Connect", nodes: ["m"] });
    const ended: OperationEvent = {
      type: "step-ended",
      time: 2000,
      phase: "connect",
      node: "m",
      outcome: "done",
      message: "connected",
    };
    expect(lines.lines(ended)).toEqual(["  ✓ m        connected"]);
    expect(
      lines.lines({
        type: "phase-ended",
        time: 3500,
        phase: "connect",
        outcome: "done",
        message: "2 nodes connected",
      }),
    ).toEqual(["  2 nodes connected (2.5 s)"]);
  });

  it("tell one remark on several nodes once, at the end of its phase", () => {
    const lines = new EventLines(plain, "steps");
    lines.lines(started);
    const note = (node: string, message: string): OperationEvent => ({
      type: "note",
      time: 0,
      level: "warning",
      message,
      node,
    });
    for (const event of [
      note("master-1", "Two processors."),
      note("m", "Two processors."),
      note("m", "No swap."),
    ]) {
      expect(lines.lines(event)).toEqual([]);
    }
    const ended: OperationEvent = {
      type: "phase-ended",
      time: 0,
      phase: "check",
      outcome: "done",
      message: "",
    };
    expect(lines.lines(ended)).toEqual(["  ! all nodes: Two processors.", "  ! m: No swap."]);
    expect(lines.lines(ended)).toEqual([]);
  });

  it("show the installers' output only when it is wanted", () => {
    const output: OperationEvent = {
      type: "step-output",
      time: 0,
      phase: "install",
      node: "m",
      line: "Pulling",
    };
    expect(new EventLines(plain, "steps").lines(output)).toEqual([]);
    expect(new EventLines(plain, "steps-and-output").lines(output).join()).toContain("Pulling");
  });
});

describe("errors", () => {
  const report: ErrorReport = {
    attempted: "log in",
    node: "master-1",
    cause: "The key is refused.",
    suggestion: "Add it.",
    code: "login",
  };

  it("with one cause are told once, with every node that has it", () => {
    const text = errorsText([report, { ...report, node: "master-2" }], plain);
    expect(text).toBe(
      "error: could not log in on master-1, master-2\n  The key is refused.\n  Next: Add it.",
    );
  });

  it("name the machine that was asked", () => {
    const text = errorsText([{ ...report, machine: "ubuntu@203.0.113.11:22" }], plain);
    expect(text).toContain("on master-1 (ubuntu@203.0.113.11:22)");
  });

  it("with the same output are told once, those with other output apart, each with its last lines", () => {
    const same = { ...report, node: "master-3", output: ["one"] };
    const text = errorsText(
      [{ ...report, output: ["one"] }, { ...report, node: "master-2", output: ["two"] }, same],
      plain,
    );
    expect(text).toContain("on master-1, master-3\n");
    expect(text.match(/│ one/g)).toHaveLength(1);
    expect(text).toContain("on master-2\n");
    expect(text).toContain("│ two");
  });
});
