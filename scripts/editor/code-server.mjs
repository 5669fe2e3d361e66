/** Starts a VS Code server of its own, with its own settings, extensions and home, and ends it without a trace. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, realpath, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const GUARD = fileURLToPath(new URL("./guard.mjs", import.meta.url));
const START_TIMEOUT_MS = 60_000;
const KEPT_LINES = 200;

/** A quiet editor: no welcome page, telemetry, updates, recommendations or assistants. */
const SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.reduceMotion": "on",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "chat.disableAIFeatures": true,
  "chat.commandCenter.enabled": false,
  "window.commandCenter": false,
};

/**
 * @param tools what `setUpEditor` answered
 * @param listen "port" (a free one on 127.0.0.1, another one after a restart), "same-port" (it stays) or the path of a Unix socket
 * @param trust false to have VS Code ask whether the workspace is trusted
 * @returns `{ folder, url, output(), restart(), stop() }`; `folder` is removed at the end
 */
export async function startCodeServer({
  tools,
  vsix,
  listen = "port",
  trust = true,
  settings = {},
  environment = {},
  options = [],
  enter = [],
}) {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), "ovc-editor-")));
  const home = path.join(folder, "home");
  const folders = [
    "--user-data-dir",
    path.join(folder, "data"),
    "--extensions-dir",
    path.join(folder, "extensions"),
  ];
  await mkdir(home);
  await writeSettings(path.join(folder, "data/User"), {
    ...SETTINGS,
    "security.workspace.trust.enabled": !trust,
    ...settings,
  });
  // Settings of the machine's scope, such as paths of files, count only here.
  await writeSettings(path.join(folder, "data/Machine"), settings);
  const env = { ...process.env, HOME: home, EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...environment };
  await installExtension({ tools, vsix, folders, env });

  const address = await addressFor(listen);
  const server = guarded(folder, env, [
    ...enter,
    tools.node,
    tools.codeServer,
    ...["--config", "/dev/null", "--auth", "none", ...address, ...folders],
    ...[
      "--disable-telemetry",
      "--disable-update-check",
      "--disable-getting-started-override",
      "--disable-proxy",
    ],
    ...["-e", "--reconnection-grace-time", "3"],
    ...(trust ? ["--disable-workspace-trust"] : []),
    ...options,
  ]);
  const listening = () => server.said(/(?:HTTP|Session) server listening on (\S+)/);
  try {
    const url = await listening();
    return {
      folder,
      url: url.replace(/\/$/, ""),
      output: server.output,
      /** Ends the server and starts it anew; all that it keeps is kept. */
      async restart() {
        const heard = listening();
        server.again();
        await heard;
      },
      stop: server.stop,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function addressFor(listen) {
  if (listen === "port") return ["--bind-addr", "127.0.0.1:0"];
  return listen === "same-port" ? ["--bind-addr", `127.0.0.1:${await freePort()}`] : ["--socket", listen];
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function writeSettings(folder, settings) {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "settings.json"), JSON.stringify(settings, undefined, 2));
}

async function installExtension({ tools, vsix, folders, env }) {
  const args = [
    tools.codeServer,
    "--config",
    "/dev/null",
    ...folders,
    "--install-extension",
    vsix,
    "--force",
  ];
  const child = spawn(tools.node, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const lines = keepLines(child);
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`VS Code did not install ${vsix}:\n${lines.join("\n")}`);
}

function guarded(folder, env, command) {
  const child = spawn(process.execPath, [GUARD, folder, ...command], {
    env,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  const lines = keepLines(child);
  const output = () => lines.join("\n");
  return {
    output,
    /** Resolves with the pattern's group once a line matches. */
    async said(pattern) {
      const timeout = AbortSignal.timeout(START_TIMEOUT_MS);
      const early = ended.then(() => Promise.reject(new Error(`VS Code ended at once:\n${output()}`)));
      const heard = new Promise((resolve, reject) => {
        lines.listener = (line) => pattern.test(line) && resolve(pattern.exec(line)[1]);
        timeout.addEventListener("abort", () => reject(new Error(`VS Code did not start:\n${output()}`)));
      });
      return Promise.race([heard, early]);
    },
    again() {
      child.stdin.write("again\n");
    },
    async stop() {
      child.stdin.destroy();
      await ended;
    },
  };
}

/** The last lines that a process printed, growing as it prints. */
function keepLines(child) {
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      if (lines.length > KEPT_LINES) lines.shift();
      lines.listener?.(line);
    });
  }
  return lines;
}
