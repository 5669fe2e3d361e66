import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ensureKey } from "./keys.js";
import { must } from "./processes.js";

it("a key that several labs want at once is made once, and whole", async () => {
  const folder = await mkdtemp(join(tmpdir(), "lab-keys-"));
  try {
    const file = join(folder, "media-1");
    const pairs = await Promise.all(
      Array.from({ length: 6 }, async () => {
        await ensureKey(file, "media-1");
        return [await readFile(file, "utf8"), await readFile(`${file}.pub`, "utf8")];
      }),
    );
    expect(new Set(pairs.map(String)).size).toBe(1);
    expect((await must("ssh-keygen", ["-y", "-f", file])).split(" ")[1]).toBe(pairs[0]?.[1]?.split(" ")[1]);
    expect((await readdir(folder)).sort()).toEqual(["media-1", "media-1.lock", "media-1.pub"]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
