/**
 * Bundles what is shipped: `node scripts/build.mjs [client|server|cli|ssh2|dagre …]` (default: all).
 *
 * ssh2 is a bundle of its own beside the others, required when a connection is first made, and so is dagre, for the
 * first picture: starting the extension, validating a manifest or printing help never loads them.
 */
import { build } from "esbuild";
import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);

/** Names that only exist where the program runs: the editor's API and ssh2's optional native addons. */
const EXTERNAL = ["vscode", "cpu-features", "*.node"];

const BUNDLES = {
  client: { entry: path.join(ROOT, "client/extension.ts") },
  server: { entry: path.join(ROOT, "server/main.ts") },
  cli: { entry: path.join(ROOT, "cli/main.ts"), executable: true },
  ssh2: { entry: require.resolve("ssh2") },
  dagre: { entry: require.resolve("@dagrejs/dagre") },
};

const beside = {
  name: "beside",
  setup(hooks) {
    hooks.onResolve({ filter: /^ssh2$/ }, () => ({ path: "./ssh2.js", external: true }));
    hooks.onResolve({ filter: /^@dagrejs\/dagre$/ }, () => ({ path: "./dagre.js", external: true }));
  },
};

/** Builds one bundle into `dist/` and answers its size in bytes. */
async function bundle(name) {
  const { entry, executable } = BUNDLES[name];
  if (!existsSync(entry)) throw new Error(`${path.relative(ROOT, entry)} is missing: nothing to bundle`);
  const outfile = path.join(ROOT, "dist", `${name}.js`);
  const hasShebang = (await readFile(entry, "utf8")).startsWith("#!");
  const banner = executable && !hasShebang ? { js: "#!/usr/bin/env node" } : {};
  await build({
    entryPoints: [entry],
    outfile,
    banner,
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    // Some dependencies ship a UMD file as "main" that hides its requires from a bundler.
    mainFields: ["module", "main"],
    external: EXTERNAL,
    plugins: [beside],
    minify: true,
    keepNames: true,
    sourcemap: "external",
    legalComments: "none",
    logLevel: "warning",
  });
  if (executable) await chmod(outfile, 0o755);
  return (await stat(outfile)).size;
}

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in BUNDLES));
if (unknown.length > 0) {
  console.error(`No such bundle: ${unknown.join(", ")}. There are ${Object.keys(BUNDLES).join(", ")}.`);
  process.exit(2);
}
await mkdir(path.join(ROOT, "dist"), { recursive: true });
for (const name of chosen.length > 0 ? chosen : Object.keys(BUNDLES)) {
  console.log(`dist/${name}.js  ${Math.round((await bundle(name)) / 1024)} KiB`);
}
