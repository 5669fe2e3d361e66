import { expect, test } from "vitest";
import { NodeOutput } from "../../../client/output/node-output";

const STEP = { time: 0, phase: "install", node: "master-1" };

test("a node's output holds its own steps and lines, and nobody else's", () => {
  const output = new NodeOutput();
  output.follow("m", { type: "step-started", ...STEP, title: "install OpenVidu" });
  output.follow("m", { type: "step-output", ...STEP, line: "Pulling images" });
  output.follow("m", { type: "step-output", ...STEP, node: "master-2", line: "other" });
  output.follow("m", { type: "step-ended", ...STEP, outcome: "done", message: "installed" });
  expect(output.of("m", "master-1")).toEqual(["# install OpenVidu", "Pulling images", "# installed", ""]);
  expect(output.of("another", "master-1")).toEqual([]);
});

test("it keeps the newest lines of a node that prints without end", () => {
  const output = new NodeOutput();
  for (let line = 0; line < 5_100; line += 1) {
    output.follow("m", { type: "step-output", ...STEP, line: String(line) });
  }
  expect(output.of("m", "master-1")).toHaveLength(5_000);
  expect(output.of("m", "master-1").at(-1)).toBe("5099");
});
