import { writeFile } from "node:fs/promises";
import Mocha from "mocha";
import type { HostResults, HostTest } from "./results";

/** What VS Code calls: runs every spec and writes what came of it. Rejects where one failed. */
export async function run(): Promise<void> {
  // What a reporter prints drowns in the editor's own console; the results go to a file instead.
  const mocha = new Mocha({ ui: "bdd", timeout: 60_000 });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await import("./specs/activation");
  await import("./specs/editing");
  await import("./specs/mending");
  await import("./specs/names");
  await import("./specs/rebuilding");
  await import("./specs/tree");
  await import("./specs/documents");
  await import("./specs/real-nodes");
  const tests: HostTest[] = [];
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => {
      resolve();
    });
    const note = (state: HostTest["state"], test: Mocha.Test | Mocha.Hook, error?: Error): void => {
      const common = { state, title: test.fullTitle(), milliseconds: test.duration ?? 0 };
      tests.push(error === undefined ? common : { ...common, error: error.stack ?? error.message });
    };
    runner.on("pass", (test) => {
      note("passed", test);
    });
    runner.on("fail", (test: Mocha.Test, error: Error) => {
      note("failed", test, error);
    });
    runner.on("pending", (test) => {
      note("skipped", test);
    });
  });
  const count = (state: HostTest["state"]): number => tests.filter((test) => test.state === state).length;
  const results: HostResults = {
    passed: count("passed"),
    failed: count("failed"),
    skipped: count("skipped"),
    tests,
  };
  await writeFile(process.env["OPENVIDU_HOST_RESULTS"] ?? "", JSON.stringify(results, undefined, 2));
  if (results.failed > 0) throw new Error(`${String(results.failed)} failed`);
}
