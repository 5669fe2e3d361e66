import { realpath, stat } from "node:fs/promises";

/**
 * Whether a path is a named pipe: opening it waits until somebody writes, which may be never. The pipe of a process whose
 * output the shell hands over, as standard input or `<(…)`, has no path of its own. Throws what looking throws.
 */
export async function isNamedPipe(file: string): Promise<boolean> {
  if (!(await stat(file)).isFIFO() || file.startsWith("/dev/fd/")) return false;
  try {
    await realpath(file);
    return true;
  } catch {
    return false;
  }
}
