import { MISSING, type FileWorld, type PathState } from "./known-files";

/** What a process can do with files; those that fail throw, as node's do. */
export interface Machine {
  stat(path: string): {
    isFile(): boolean;
    isDirectory(): boolean;
    readonly size: number;
    readonly mtimeMs: number;
  };
  /** A file's content, byte for byte a character. */
  read(path: string): string;
  resolve(folder: string, path: string): string;
  now(): number;
  readonly home: string;
}

/** The files of a machine as the rules see them, for a manifest in a folder. */
export function fileWorld(machine: Machine, folder: string): FileWorld {
  const read = (path: string): string | undefined => {
    try {
      return machine.read(path);
    } catch {
      // It is somebody else's; who deploys may be allowed to read it.
      return undefined;
    }
  };
  return {
    resolve(written) {
      // A path on another machine is not looked at: the look alone would tell that machine who is here.
      if (/^[/\\]{2}/.test(written) || written.includes("\0")) return undefined;
      return machine.resolve(
        folder,
        written.replace(/^~(?=[/\\]|$)/, () => machine.home),
      );
    },
    look: (path) => look(machine, path),
    read,
    now: () => machine.now(),
    sshConfig: machine.resolve(machine.home, ".ssh/config"),
  };
}

function look(machine: Machine, path: string): PathState {
  try {
    const found = machine.stat(path);
    if (found.isFile()) return { kind: "file", size: found.size, changedAt: found.mtimeMs };
    return { kind: "problem", problem: found.isDirectory() ? "is a folder" : "is no file" };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const missing = code === "ENOENT" || code === "ENOTDIR";
    return { kind: "problem", problem: missing ? MISSING : "cannot be looked at from here" };
  }
}
