import { expect, test } from "vitest";
import { DeployProgress } from "../../../client/output/deploy-progress";
import { english } from "./format";

test("the notification's line names the phase and counts the nodes that are through it", () => {
  const progress = new DeployProgress(english);
  const phases = ["connect", "install"].map((id) => ({ id, title: id }));
  const time = 0;
  progress.follow({ type: "action-started", time, action: "deploy", cluster: "c", nodes: [], phases });
  const begin = {
    type: "phase-started",
    time,
    phase: "install",
    title: "Install",
    nodes: ["a", "b"],
  } as const;
  expect(progress.follow(begin)?.message).toBe("Install · 0 of 2 nodes");
  const step = {
    type: "step-ended",
    time,
    phase: "install",
    node: "a",
    outcome: "done",
    message: "",
  } as const;
  expect(progress.follow(step)?.message).toBe("Install · 1 of 2 nodes");
  const end = { type: "phase-ended", time, phase: "install", outcome: "done", message: "" } as const;
  expect(progress.follow(end)?.increment).toBe(50);
  const output = { type: "step-output", time, phase: "install", node: "a", line: "x" } as const;
  expect(progress.follow(output)).toBeUndefined();
});
