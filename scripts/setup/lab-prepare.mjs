// The lab's set-up: Debian packages where they are missing, and the nodes' root filesystem in the cache.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const recipe = fileURLToPath(new URL("lab-rootfs.sh", import.meta.url));

/** Each program that the lab calls on this machine, and the Debian package that has it. */
const programs = {
  mmdebstrap: "mmdebstrap",
  "systemd-nspawn": "systemd-container",
  nft: "nftables",
  dnsmasq: "dnsmasq-base",
  ip: "iproute2",
  kill: "procps",
  ssh: "openssh-client",
  "ssh-keygen": "openssh-client",
  curl: "curl",
  flock: "util-linux",
};

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"], ...options });
  if (result.status !== 0) {
    throw new Error(
      `${command} ${args.slice(0, 3).join(" ")} … failed (${result.status ?? result.signal ?? result.error})`,
    );
  }
}

function isInstalled(program) {
  return ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"].some((folder) =>
    existsSync(join(folder, program)),
  );
}

function installPackages() {
  const missing = new Set(
    Object.entries(programs)
      .filter(([program]) => !isInstalled(program))
      .map(([, name]) => name),
  );
  if (missing.size === 0) return;
  console.error(`lab: installing Debian packages: ${[...missing].join(" ")}`);
  // RUNLEVEL=1: a package's service must not start on this machine.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  run("apt-get", ["-qq", "update"], { env });
  run("apt-get", ["-qq", "-y", "--no-install-recommends", "install", ...missing], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

function cacheFolder() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "openvidu-cluster", "lab");
}

/** Where the root filesystem of this recipe is, or will be. */
function rootfsFolder() {
  const hash = createHash("sha256")
    .update(readFileSync(recipe))
    .update(process.arch)
    .digest("hex")
    .slice(0, 16);
  return join(cacheFolder(), hash);
}

function buildRootfs(folder) {
  const work = `${folder}.building`;
  console.error("lab: building the nodes' root filesystem (once; about a minute)");
  rmSync(work, { recursive: true, force: true });
  const log = spawnSync("bash", [recipe, work], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  if (log.status !== 0) {
    throw new Error(
      `the root filesystem could not be built:\n${`${log.stdout}${log.stderr}`.trim().split("\n").slice(-15).join("\n")}`,
    );
  }
  // Renamed when complete: a build that is killed never leaves half a cache.
  renameSync(work, folder);
  for (const name of readdirSync(cacheFolder())) {
    const path = join(cacheFolder(), name);
    if (path !== folder && /^[0-9a-f]{16}$/.test(name) && !inUse(path))
      rmSync(path, { recursive: true, force: true });
  }
}

/** Whether a lab of another checkout may be running from this root filesystem. */
function inUse(folder) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => {
      try {
        return readFileSync(`/proc/${pid}/mounts`, "utf8").includes(folder);
      } catch {
        return false;
      }
    });
}

/** Makes the lab ready on this machine, saying what it does; quick when there is nothing to do. Returns the root filesystem. */
export async function prepare() {
  const folder = rootfsFolder();
  if (Object.keys(programs).every(isInstalled) && existsSync(folder)) return folder;
  mkdirSync(cacheFolder(), { recursive: true });
  if (process.env.OPENVIDU_LAB_PREPARE_LOCKED === undefined) {
    // Only one set-up at a time: this program again, under a lock that the kernel drops whatever happens.
    run(
      "flock",
      [
        join(cacheFolder(), "lock"),
        process.execPath,
        fileURLToPath(new URL("../lab.mjs", import.meta.url)),
        "prepare",
      ],
      {
        env: { ...process.env, OPENVIDU_LAB_PREPARE_LOCKED: "1" },
      },
    );
    return folder;
  }
  installPackages();
  if (!existsSync(folder)) buildRootfs(folder);
  return folder;
}
