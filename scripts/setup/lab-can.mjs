// Whether this machine can hold the lab.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** One clear sentence why this machine cannot hold the lab, or undefined when it can. */
export function whyNot() {
  if (process.platform !== "linux") return `The lab needs Linux, and this machine runs ${process.platform}.`;
  if (process.getuid?.() !== 0)
    return "The lab needs root, for namespaces and mounts, and this user is not root.";
  if (!existsSync("/usr/bin/apt-get"))
    return "The lab needs a Debian system, and this machine has no apt-get.";
  const trial = spawnSync(
    "unshare",
    ["--mount", "--net", "--pid", "--fork", "--mount-proc", "mount", "-t", "tmpfs", "lab", "/mnt"],
    { encoding: "utf8" },
  );
  if (trial.status !== 0) {
    const detail = (trial.stderr ?? trial.error?.message ?? "").trim();
    return `The lab needs its own namespaces and mounts, and this machine refuses them: ${detail}`;
  }
  return undefined;
}
