import { execFileSync } from "node:child_process";

/** Builds what is shipped, once before all of these tests: they talk to the bundle and to nothing else. */
export default function buildServer(): void {
  execFileSync("npx", ["--no-install", "tsx", "scripts/generate.mts"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  execFileSync(process.execPath, ["scripts/build.mjs", "server"], { stdio: ["ignore", "ignore", "inherit"] });
}
