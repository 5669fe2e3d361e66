import { describe, expect, it } from "vitest";
import { OperationError } from "../../../../operations/operation-error";
import {
  Problems,
  type AnyPhase,
  type NodePhase,
  type Step,
  type StepResult,
} from "../../../../operations/phases/phase";
import { runPhases } from "../../../../operations/phases/run-phases";
import { ConnectionLost } from "../../../../operations/ssh/ssh-connection";
import { collect, productionCluster } from "../builders";

const [one, two] = productionCluster().nodes;
if (one === undefined || two === undefined) throw new Error("The example has nodes.");
const NODES = [one, two];

type Run = (state: object, step: Step) => Promise<StepResult>;

const REPORT = { attempted: "do it", cause: "It is broken.", suggestion: "Mend it.", code: "broken" };

function phase(id: string, run: Run, changes: Partial<NodePhase<object>> = {}): NodePhase<object> {
  return {
    kind: "nodes",
    id,
    title: id,
    changes: true,
    nothing: "Nothing.",
    cancelled: "Left.",
    nodes: () => NODES,
    run,
    ...changes,
  };
}

const done =
  (outcome: StepResult["outcome"] = "done"): Run =>
  () =>
    Promise.resolve({ outcome, message: "Well." });

async function run(
  phases: readonly AnyPhase<object>[],
  signal = new AbortController().signal,
): Promise<{ outcome: string; errors: string[]; lines: string[] }> {
  const { emit, lines } = collect();
  const { outcome, errors } = await runPhases(phases, {}, { emit, signal, now: () => 0 });
  return { outcome, errors: errors.map(({ node, code }) => `${node ?? "cluster"} ${code}`), lines: lines() };
}

describe("phases", () => {
  it("are done in order, and say what they do", async () => {
    const { outcome, lines } = await run([phase("first", done()), phase("second", done())]);
    expect(outcome).toBe("done");
    expect(lines).toEqual([
      "phase-started first",
      ...["step-started first master-1", "step-started first master-2"],
      ...["step-ended first master-1 done", "step-ended first master-2 done"],
      "phase-ended first done",
      "phase-started second",
      ...["step-started second master-1", "step-started second master-2"],
      ...["step-ended second master-1 done", "step-ended second master-2 done"],
      "phase-ended second done",
    ]);
  });

  it("say what each node is doing meanwhile", async () => {
    const { emit, events } = collect();
    const working = phase("install", done(), { working: () => "Installing OpenVidu 3.8.0" });
    await runPhases(
      [working, phase("verify", done())],
      {},
      {
        emit,
        signal: new AbortController().signal,
        now: () => 0,
      },
    );
    expect(events.flatMap((event) => (event.type === "step-started" ? event.title : []))).toEqual([
      ...["Installing OpenVidu 3.8.0", "Installing OpenVidu 3.8.0"],
      ...["verify", "verify"],
    ]);
  });

  it("have changed nothing when only reading ones were done", async () => {
    const reading = phase("read", done(), { changes: false });
    expect((await run([reading, phase("write", done("unchanged"))])).outcome).toBe("unchanged");
    expect((await run([reading, phase("none", done(), { nodes: () => [] })])).outcome).toBe("unchanged");
    expect((await run([reading, phase("write", done())])).outcome).toBe("done");
  });

  it("are finished on the other nodes when one fails, and no further one begins", async () => {
    const failing = phase("first", ({}, { node }) =>
      node === one
        ? Promise.reject(new OperationError(REPORT))
        : Promise.resolve({ outcome: "done", message: "" }),
    );
    const { outcome, errors, lines } = await run([failing, phase("second", done())]);
    expect([outcome, errors]).toEqual(["failed", ["master-1 broken"]]);
    expect(lines).toContain("step-ended first master-2 done");
    expect(lines.join()).not.toContain("second");
  });

  it("tell all problems of all nodes", async () => {
    const failing = phase("check", () => Promise.reject(new Problems([REPORT, { ...REPORT, code: "torn" }])));
    expect((await run([failing])).errors).toEqual([
      "master-1 broken",
      "master-1 torn",
      "master-2 broken",
      "master-2 torn",
    ]);
  });

  it("put a lost connection and the unforeseen into words too", async () => {
    const failing = phase("x", ({}, { node }) =>
      Promise.reject(node === one ? new ConnectionLost("gone") : new TypeError("x is not y")),
    );
    expect((await run([failing])).errors).toEqual(["master-1 connection-lost", "master-2 unexpected"]);
  });

  it("end where the user cancels, which is no failure", async () => {
    const cancel = new AbortController();
    const waiting = phase("wait", (_, { signal }) => {
      cancel.abort();
      return Promise.reject(signal.reason as Error);
    });
    const { outcome, errors, lines } = await run([waiting, phase("second", done())], cancel.signal);
    expect([outcome, errors]).toEqual(["cancelled", []]);
    expect(lines).toContain("step-ended wait master-1 cancelled");
    expect(lines.join()).not.toContain("second");
  });

  it("of the whole cluster fail as such", async () => {
    const { outcome, errors, lines } = await run([
      {
        kind: "cluster",
        id: "secrets",
        title: "Secrets",
        changes: true,
        run: () => Promise.reject(new OperationError(REPORT)),
      },
    ]);
    expect([outcome, errors]).toEqual(["failed", ["cluster broken"]]);
    expect(lines).toEqual(["phase-started secrets", "phase-ended secrets failed"]);
  });
});
