import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { startCodeServer } from "../../scripts/editor/code-server.mjs";
import { setUpEditor } from "../../scripts/setup/editor.mjs";
import { RESULTS, ROOT, VSIX } from "../browser/harness/paths";
import { launch } from "../browser/harness/start-editor";
import { runInPage } from "./page";
import { fillWorkspace, prepareNodes } from "./prepare";
import type { HostResults } from "./results";

const HERE = path.join(RESULTS, "host");

/**
 * Runs the suite inside VS Code: the packed extension is installed into a VS Code of its own, and mocha runs in its
 * extension host, where `vscode` is the real thing. The results come back as a file.
 */
export async function runSuite(): Promise<HostResults> {
  await mkdir(HERE, { recursive: true });
  const results = path.join(HERE, "results.json");
  const [tools, suite, driver] = await Promise.all([setUpEditor(), bundleSuite(), emptyExtension()]);
  const lab = await prepareNodes();
  const server = await startCodeServer({
    tools,
    vsix: VSIX,
    // Without this VS Code ignores where the tests are; with it notifications never show.
    options: ["--vscode-option", "enable-smoke-test-driver"],
    environment: { OPENVIDU_HOST_RESULTS: results, OPENVIDU_HOST_LAB: lab === undefined ? "" : "yes" },
  });
  try {
    const folder = await fillWorkspace(server.folder, lab);
    const browser = await launch(server, tools.chromium);
    try {
      await runInPage(browser, server.url, {
        folder,
        driver,
        suite,
        console: path.join(HERE, "console.log"),
      });
      return JSON.parse(await readFile(results, "utf8")) as HostResults;
    } catch (error) {
      await mkdir(path.join(RESULTS, "failures"), { recursive: true });
      await browser.pages()[0]?.screenshot({ path: path.join(RESULTS, "failures", "host.png") });
      await writeFile(path.join(RESULTS, "failures", "host.server.log"), server.output());
      throw error;
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
    await lab?.down();
  }
}

/** The suite as one file; mocha stays outside and is found from where the file lies. */
async function bundleSuite(): Promise<string> {
  const outfile = path.join(HERE, "suite.cjs");
  await build({
    entryPoints: [path.join(ROOT, "test/host/suite.ts")],
    outfile,
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    external: ["vscode", "mocha"],
    sourcemap: "inline",
    logLevel: "warning",
  });
  return outfile;
}

/** VS Code starts tests only out of an extension in development; this one is empty. */
async function emptyExtension(): Promise<string> {
  const folder = path.join(HERE, "driver");
  await mkdir(folder, { recursive: true });
  const manifest = { name: "driver", publisher: "test", version: "0.0.0", engines: { vscode: "*" } };
  await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest));
  return folder;
}
