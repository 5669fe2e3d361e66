import { writeFile } from "node:fs/promises";
import Mocha from "mocha";

/** What VS Code calls: runs every spec and writes the counts. Rejects where one failed. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", color: false, timeout: 60_000 });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await import("./specs/activation");
  await import("./specs/editing");
  await import("./specs/tree");
  await import("./specs/documents");
  await import("./specs/deploy");
  const runner = await new Promise<Mocha.Runner>((resolve) => {
    const running = mocha.run(() => {
      resolve(running);
    });
  });
  const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
  const file = process.env["OPENVIDU_HOST_RESULTS"];
  if (file !== undefined && file !== "") {
    await writeFile(file, `${JSON.stringify({ passed: passes, failed: failures, skipped: pending })}\n`);
  }
  if (failures > 0) throw new Error(`${String(failures)} failed`);
}
