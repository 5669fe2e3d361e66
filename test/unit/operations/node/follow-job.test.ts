import { describe, expect, it } from "vitest";
import { followJob } from "../../../../operations/node/follow-job";
import { OperationError } from "../../../../operations/operation-error";
import type { RootShell } from "../../../../operations/ssh/root-shell";
import { ConnectionLost } from "../../../../operations/ssh/ssh-connection";
import { fakeRuntime } from "../builders";

type Answer =
  { readonly output?: string; readonly lost?: true; readonly away?: string } | { readonly state: string };

/** A shell that gives these answers in turn, and counts on the offset that it is asked for. */
function shell(answers: readonly Answer[]): RootShell & { readonly asked: string[] } {
  const left = [...answers];
  const asked: string[] = [];
  return {
    asked,
    close: () => undefined,
    run: (script, options) => {
      const answer = left.length > 1 ? left.shift() : left[0];
      if (answer === undefined) return Promise.reject(new Error("No more answers."));
      if ("state" in answer) return Promise.resolve({ status: 0, stdout: answer.state, stderr: "" });
      asked.push(/-c \+(\d+)/.exec(script)?.[1] ?? "");
      if (answer.output !== undefined) options?.onStdout?.(Buffer.from(answer.output));
      if (answer.away !== undefined) {
        const report = { attempted: "connect", cause: "Away.", suggestion: "", code: answer.away };
        return Promise.reject(new OperationError(report));
      }
      if (answer.lost === true) return Promise.reject(new ConnectionLost("gone"));
      return Promise.resolve({ status: 0, stdout: "", stderr: "" });
    },
  };
}

async function follow(
  from: RootShell,
  signal = new AbortController().signal,
): Promise<{ status: number | undefined; output: string; reconnects: number }> {
  const chunks: Buffer[] = [];
  let reconnects = 0;
  const status = await followJob(from, {
    runtime: fakeRuntime(),
    signal,
    patience: 10_000,
    onOutput: (chunk) => chunks.push(chunk),
    onReconnect: () => {
      reconnects++;
    },
  });
  return { status, output: Buffer.concat(chunks).toString(), reconnects };
}

describe("following an installation", () => {
  it("gives its output and its exit status", async () => {
    const found = await follow(shell([{ output: "all of it" }, { state: "exited 3 1700000000\n" }]));
    expect(found).toEqual({ status: 3, output: "all of it", reconnects: 0 });
  });

  it("goes on at the byte where the connection was lost", async () => {
    const from = shell([{ output: "zwölf ", lost: true }, { output: "Äpfel" }, { state: "exited 0 1\n" }]);
    expect(await follow(from)).toEqual({ status: 0, output: "zwölf Äpfel", reconnects: 1 });
    expect(from.asked).toEqual(["1", "8"]);
  });

  it("goes on while the job says that it runs", async () => {
    const from = shell([
      { output: "a" },
      { state: "running\nstarted 1\n" },
      { output: "b" },
      { state: "exited 0 1" },
    ]);
    expect((await follow(from)).output).toBe("ab");
  });

  it("tells a job that was cut off from one that ended", async () => {
    expect(
      (await follow(shell([{ output: "half" }, { state: "started 1700000000\n" }]))).status,
    ).toBeUndefined();
    expect((await follow(shell([{}, { state: "" }]))).status).toBeUndefined();
  });

  it("waits for a node that is away for a moment, and says so once", async () => {
    const from = shell([
      { lost: true },
      { away: "no-route" },
      { away: "connection-refused" },
      { output: "x" },
      { state: "exited 0 1" },
    ]);
    expect(await follow(from)).toMatchObject({ status: 0, reconnects: 1 });
  });

  it("gives up a node that stays away, and says that the installation goes on", async () => {
    await expect(follow(shell([{ away: "timed-out" }]))).rejects.toMatchObject({
      report: { code: "connection-lost" },
    });
  });

  it("does not wait where waiting does not help", async () => {
    await expect(follow(shell([{ away: "host-key-changed" }]))).rejects.toMatchObject({
      report: { code: "host-key-changed" },
    });
  });

  it("ends at once when it is cancelled", async () => {
    const cancel = new AbortController();
    cancel.abort(new Error("the user"));
    await expect(follow(shell([{ lost: true }]), cancel.signal)).rejects.toThrow("the user");
  });
});
