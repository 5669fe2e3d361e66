/**
 * Builds and packs the extension into `openvidu-cluster.vsix`: `node scripts/package.mjs [--no-build]`.
 * Fails when the package holds a file that nobody expects or is larger than it has a reason to be.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const VSIX = path.join(ROOT, "openvidu-cluster.vsix");

/** About one and a half times what the package is: a dependency that slips in is seen on the day it does. */
const SIZE_GATE_KIB = 1_200;

/** What may be in the package, as it is named in there. */
const EXPECTED = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package(\.nls)?|language-configuration)\.json$/,
  /^extension\/(readme\.md|changelog\.md|CONTRIBUTING\.md|LICENSE\.txt)$/,
  /^extension\/docs\/(?:releases|performance|rules\/[a-z-]+)\.md$/i,
  /^extension\/dist\/(client|server|cli|ssh2|dagre)\.js$/,
  /^extension\/syntaxes\/openvidu-cluster[a-z-]*\.tmLanguage\.json$/,
  /^extension\/media\/([a-z-]+\.svg|icon\.png|deployed-cluster\.png)$/,
];

/** What the extension cannot work without. */
const NEEDED = ["client", "server", "cli", "ssh2", "dagre"].map((name) => `extension/dist/${name}.js`);

if (!process.argv.includes("--no-build")) run("npm", ["run", "--silent", "build"]);
rmSync(VSIX, { force: true });
run("npx", [
  "--no-install",
  "vsce",
  "package",
  "--no-dependencies",
  "--allow-missing-repository",
  "--no-rewrite-relative-links",
  "--out",
  VSIX,
]);

const files = listZip(readFileSync(VSIX));
const size = Math.ceil(readFileSync(VSIX).length / 1024);
const faults = [
  ...files
    .filter(({ name }) => !EXPECTED.some((pattern) => pattern.test(name)))
    .map(({ name }) => `unexpected: ${name}`),
  ...NEEDED.filter((needed) => !files.some(({ name }) => name === needed)).map((name) => `missing: ${name}`),
  ...(size > SIZE_GATE_KIB ? [`${size} KiB is above the gate of ${SIZE_GATE_KIB} KiB`] : []),
];
if (faults.length > 0) {
  for (const { name, packed } of files) console.error(`${String(packed).padStart(9)}  ${name}`);
  for (const fault of faults) console.error(`package: ${fault}`);
  rmSync(VSIX);
  process.exit(1);
}
console.log(`openvidu-cluster.vsix: ${files.length} files, ${size} KiB (gate ${SIZE_GATE_KIB} KiB)`);

function run(program, args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: ROOT, encoding: "utf8" });
  if (error) throw error;
  if (status === 0) return;
  console.error(`${stdout}${stderr}`.trim());
  console.error(`package: ${program} ${args.join(" ")} ended with ${status}`);
  process.exit(1);
}

/** Names and packed sizes from the central directory of a zip archive. */
function listZip(bytes) {
  const END_OF_DIRECTORY = 0x06054b50;
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  if (end < 0) throw new Error("not a zip archive");
  let at = bytes.readUInt32LE(end + 16);
  return Array.from({ length: bytes.readUInt16LE(end + 10) }, () => {
    const lengths = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const entry = {
      name: bytes.toString("utf8", at + 46, at + 46 + lengths[0]),
      packed: bytes.readUInt32LE(at + 20),
    };
    at += 46 + lengths[0] + lengths[1] + lengths[2];
    return entry;
  });
}
