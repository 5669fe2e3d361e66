import { existsSync, readFileSync, readdirSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { controlNamespace } from "./paths.js";
import { until } from "./wait.js";

function removeTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeTree(join(folder, entry.name));
  }
  rmdirSync(folder);
}

/** The folders that hold this lab's control groups, one in each hierarchy of the machine. */
export function cgroupFolders(): string[] {
  return readFileSync("/proc/self/mounts", "utf8")
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([, , type]) => type === "cgroup" || type === "cgroup2")
    .map(([, mountPoint]) => join(mountPoint ?? "", controlNamespace().id));
}

/** Removes this lab's control groups. The kernel may need a moment until the processes in them are gone. */
export async function removeCgroups(): Promise<void> {
  await until("the lab's control groups are empty", () => {
    for (const folder of cgroupFolders()) if (existsSync(folder)) removeTree(folder);
    return true;
  });
}
