import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "..", "..");

/** Runs a program in the project's folder, its output shown; throws where it fails. */
export function run(program, args, options = {}) {
  const result = spawnSync(program, args, { cwd: root, stdio: "inherit", ...options });
  if (result.error) throw new Error(`Could not start ${program}: ${result.error.message}`);
  if (result.status !== 0) {
    throw new Error(`'${[program, ...args].join(" ")}' ended with ${result.status ?? result.signal}.`);
  }
}

/** Installs the packages of package-lock.json, unless exactly these are installed. */
export function installPackages() {
  const stamp = path.join(root, "node_modules", ".installed-from");
  const wanted = createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("Set-up: installing npm packages.");
  // No package of ours needs its install script; ssh2 then uses Node's own cryptography.
  run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(stamp, wanted);
}

/** Bundles the extension, the language server and the command line into dist/. */
export function build() {
  console.log("Set-up: building dist/.");
  run("npm", ["run", "--silent", "build"]);
}
