/** Serves VS Code with the packed extension beside the lab that is up, for a person's browser. */
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { startCodeServer } from "./editor/code-server.mjs";
import { setUpEditor } from "./setup/editor.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/**
 * Serves until Ctrl-C, then ends everything that it started; the lab stays.
 *
 * VS Code runs in the lab's network, where the nodes are, and listens on a Unix socket, which a network namespace does
 * not hold back; a browser outside reaches it by a small proxy on a free port of 127.0.0.1.
 */
export async function serveEditor({
  manifest,
  knownHostsFile,
  vsix = path.join(ROOT, "openvidu-cluster.vsix"),
}) {
  if (!existsSync(vsix)) throw new Error(`${vsix} is missing; make it with \`npm run package\`.`);
  const tools = await setUpEditor();
  const folder = await mkdtemp(path.join(tmpdir(), "ovc-serve-"));
  const socket = path.join(folder, "editor.sock");
  const enter = [process.execPath, path.join(ROOT, "scripts/lab.mjs"), "enter", "--"];
  const settings = { "openviduCluster.ssh.knownHostsFile": path.resolve(ROOT, knownHostsFile) };
  const stopped = waitForSignal();
  const server = await startCodeServer({ tools, vsix, listen: socket, settings, enter });
  const proxy = createProxy(socket);
  try {
    proxy.listen(0, "127.0.0.1");
    await once(proxy, "listening");
    console.log(
      `\nVS Code with the extension: ${address(proxy.address().port, path.resolve(ROOT, manifest))}`,
    );
    console.log(
      "Open it in a browser, press F1 and run 'OpenVidu: Deploy Cluster'. Any license text will do here.",
    );
    console.log("Ctrl-C ends the editor.");
    await stopped;
    console.log("\nEnding the editor.");
  } finally {
    proxy.close();
    proxy.dropAll();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function createProxy(socket) {
  const open = new Set();
  const proxy = createServer((outer) => {
    const inner = connect(socket);
    for (const [one, other] of [
      [outer, inner],
      [inner, outer],
    ]) {
      open.add(one);
      one.pipe(other);
      // A browser that closes a tab resets its connections: the other end is closed too, and that is all.
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  proxy.dropAll = () => open.forEach((one) => one.destroy());
  return proxy;
}

function address(port, file) {
  const query = new URLSearchParams({ folder: path.dirname(file) });
  query.set("payload", JSON.stringify([["openFile", `vscode-remote://127.0.0.1:${port}${file}`]]));
  return `http://127.0.0.1:${port}/?${query}`;
}

function waitForSignal() {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, resolve);
  });
}
