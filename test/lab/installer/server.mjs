// The lab's get.openvidu.io: the installer scripts of each release, and what the stand-in needs behind them.
// usage: node server.mjs ADDRESS…
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { isIPv4 } from "node:net";

const here = (name) => new URL(name, import.meta.url);
const table = JSON.parse(readFileSync(here("releases.json"), "utf8"));
const emptyDownloads = "/run/openvidu-lab/empty-downloads/";

/** Whether a fact with `from` and `to` holds at a release. */
function holds({ from, to }, release) {
  const at = (name) => table.releases.indexOf(name);
  return at(release) >= at(from ?? table.releases[0]) && at(release) <= at(to ?? table.releases.at(-1));
}

/** The wrapper script of a role at a release. */
function wrapper(release, role) {
  const minimum = table.minimum.find((fact) => holds(fact, release));
  const values = {
    RELEASE: release,
    ROLE: role,
    DOCKER_VERSION: minimum?.docker ?? "",
    DOCKER_COMPOSE_VERSION: minimum?.compose ?? "",
    RESTARTS_DOCKER: holds(table.restartsDocker, release) ? "yes" : "no",
  };
  return readFileSync(here("wrapper.sh"), "utf8").replace(/@([A-Z_]+)@/g, (_, name) => values[name]);
}

/** What a path of the web site holds, or undefined. */
function page(path, client) {
  const script = /^\/pro\/ha\/([^/]+)\/install_ov_(master|media)_node\.sh$/.exec(path);
  if (script !== null) {
    const release = script[1] === "latest" ? table.latest : script[1];
    if (!table.releases.includes(release)) return undefined;
    return isIPv4(client) && existsSync(emptyDownloads + client) ? "" : wrapper(release, script[2]);
  }
  const part = /^\/stand-in\/([a-z_-]+\.(?:py|sh|json))$/.exec(path)?.[1];
  return part !== undefined && existsSync(here(part)) ? readFileSync(here(part), "utf8") : undefined;
}

for (const host of process.argv.slice(2)) {
  createServer((request, response) => {
    const text = page(new URL(request.url ?? "/", "http://lab").pathname, request.socket.remoteAddress ?? "");
    response.writeHead(text === undefined ? 404 : 200, { "content-type": "text/plain" });
    response.end(text ?? "Not Found\n");
  }).listen(80, host);
}
