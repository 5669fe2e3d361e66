import { describe, expect, it } from "vitest";
import type { PublishDiagnosticsParams } from "vscode-languageserver";
import { OpenManifest } from "../../../server/open-manifest";
import { Publisher } from "../../../server/publisher";

interface Task {
  readonly run: () => void;
  readonly wait: number;
}

/** A publisher whose clock and timers the test moves. */
function bench(diagnose: (manifest: OpenManifest) => PublishDiagnosticsParams["diagnostics"] = () => []) {
  const tasks = new Set<Task>();
  const published: string[] = [];
  const errors: string[] = [];
  const clock = { now: 0 };
  const publisher = new Publisher({
    now: () => clock.now,
    later: (run, wait) => {
      const task = { run, wait };
      tasks.add(task);
      return () => tasks.delete(task);
    },
    publish: ({ uri, version }) => published.push(`${uri} ${String(version)}`),
    diagnose,
    logError: (message) => errors.push(message),
  });
  const runAll = (): void => {
    for (const task of tasks) {
      tasks.delete(task);
      task.run();
    }
  };
  return { publisher, tasks, published, errors, clock, runAll };
}

describe("publishing of findings", () => {
  it("checks the newest of many texts, once", () => {
    const { publisher, published, runAll } = bench();
    const manifest = new OpenManifest("a", 1, "");
    for (const version of [2, 3, 4]) {
      manifest.change(version, [{ text: "name: a" }]);
      publisher.changed(manifest);
    }
    runAll();
    expect(published).toEqual(["a 4"]);
  });

  it("waits as long as the last check after an edit took, and never longer than half a second", () => {
    const waits = [30, 10_000].map((took) => {
      const { publisher, tasks, clock, runAll } = bench(() => {
        clock.now += took;
        return [];
      });
      const manifest = new OpenManifest("a", 1, "");
      publisher.changed(manifest);
      expect([...tasks].map((task) => task.wait)).toEqual([0]);
      runAll();
      publisher.changed(manifest);
      // The first check read everything; that says nothing about the next one.
      expect([...tasks].map((task) => task.wait)).toEqual([0]);
      runAll();
      publisher.changed(manifest);
      return [...tasks].map((task) => task.wait);
    });
    expect(waits).toEqual([[30], [500]]);
  });

  it("takes the findings of a closed file away and never brings them back", () => {
    const { publisher, published, runAll } = bench();
    publisher.changed(new OpenManifest("a", 1, ""));
    publisher.closed("a");
    runAll();
    expect(published).toEqual(["a undefined"]);
  });

  it("goes on with other files when one cannot be checked", () => {
    const { publisher, published, errors, runAll } = bench(({ uri }) => {
      if (uri === "a") throw new Error("too odd");
      return [];
    });
    publisher.changed(new OpenManifest("a", 1, ""));
    publisher.changed(new OpenManifest("b", 1, ""));
    runAll();
    expect(published).toEqual(["b 1"]);
    expect(errors[0]).toContain("a could not be checked");
    expect(errors[0]).toContain("too odd");
  });
});
