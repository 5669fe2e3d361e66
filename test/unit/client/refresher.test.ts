import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Refresher } from "../../../client/state/refresher";

const INTERVAL = 30_000;

function refresher(look: (id: string, signal: AbortSignal) => Promise<void>, targets = ["a"]) {
  const failed = vi.fn<(error: unknown) => void>();
  const made = new Refresher({ look, targets: () => targets, interval: () => INTERVAL, failed });
  return { made, failed };
}

describe("refreshing", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("does nothing before the view is visible, then looks again after every interval", async () => {
    const look = vi.fn(() => Promise.resolve());
    const { made } = refresher(look);
    await vi.advanceTimersByTimeAsync(10 * INTERVAL);
    expect(look).not.toHaveBeenCalled();
    made.setVisible(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(look).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(INTERVAL);
    expect(look).toHaveBeenCalledTimes(2);
    made.dispose();
  });

  test("rests while the view is hidden or the window is not in use", async () => {
    const look = vi.fn(() => Promise.resolve());
    const { made } = refresher(look);
    made.setVisible(true);
    made.setFocused(false);
    await vi.advanceTimersByTimeAsync(10 * INTERVAL);
    made.setFocused(true);
    made.setVisible(false);
    await vi.advanceTimersByTimeAsync(10 * INTERVAL);
    expect(look).not.toHaveBeenCalled();
    made.dispose();
  });

  test("many changes make one look", async () => {
    const look = vi.fn(() => Promise.resolve());
    const { made } = refresher(look);
    made.setVisible(true);
    for (let change = 0; change < 5; change += 1) made.soon();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(look).toHaveBeenCalledTimes(1);
    made.dispose();
  });

  test("one look at a cluster at a time, and a slow one does not hold up the others", async () => {
    const never = new Promise<void>(() => undefined);
    const look = vi.fn((id: string) => (id === "slow" ? never : Promise.resolve()));
    const { made } = refresher(look, ["slow", "quick"]);
    void made.now();
    void made.now(["slow"]);
    await made.now(["quick"]);
    expect(look.mock.calls.filter(([id]) => id === "slow")).toHaveLength(1);
    made.dispose();
  });

  test("dispose cancels what runs, and its end is no failure", async () => {
    let seen: AbortSignal | undefined;
    const { made, failed } = refresher((_, signal) => {
      seen = signal;
      return new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          reject(new Error("aborted"));
        });
      });
    });
    const looking = made.now();
    made.dispose();
    await looking;
    expect(seen?.aborted).toBe(true);
    expect(failed).not.toHaveBeenCalled();
  });

  test("a look that throws is told and does not stop the next", async () => {
    const { made, failed } = refresher(() => Promise.reject(new Error("boom")));
    await made.now();
    expect(failed).toHaveBeenCalledTimes(1);
    await made.now();
    expect(failed).toHaveBeenCalledTimes(2);
    made.dispose();
  });
});
