import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeNewFiles } from "../../../cli/new-files";
import type { Replacing } from "../../../cli/place-files";
import { FileStore } from "../../../operations/secrets/file-store";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "new-files-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const at = (name: string): string => path.join(folder, name);

async function entries(): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).sort();
}

/** Writes these files, and a license to the file `s.yaml`. */
function write(files: readonly string[], replacing: Replacing = "refuse"): Promise<void> {
  return writeNewFiles(
    {
      files: new Map(files.map((name) => [at(name), { text: `new ${name}`, mode: 0o600 }])),
      secrets: new Map([["license", "Lic3nse"]]),
      store: new FileStore(at("s.yaml")),
    },
    replacing,
  );
}

describe("new files and their secrets", () => {
  it("are written together, whole, and nothing else is left", async () => {
    await write(["a.yaml", "deep/down/key.pem"]);
    expect(await entries()).toEqual(["a.yaml", "deep", "deep/down", "deep/down/key.pem", "s.yaml"]);
    expect(await readFile(at("deep/down/key.pem"), "utf8")).toBe("new deep/down/key.pem");
  });

  it("leave no folder and no file behind where the secrets cannot be kept", async () => {
    await writeFile(at("s.yaml"), "other: x\n");
    await chmod(at("s.yaml"), 0o644);
    await writeFile(at("a.yaml"), "old");
    await expect(write(["a.yaml", "deep/down/key.pem"], "replace")).rejects.toThrow("chmod 600");
    expect(await entries()).toEqual(["a.yaml", "s.yaml"]);
    expect(await readFile(at("a.yaml"), "utf8")).toBe("old");
  });

  it("keep no secrets where one of the files cannot be written", async () => {
    await writeFile(at("file"), "");
    await expect(write(["a.yaml", "file/key.pem"])).rejects.toThrow("a part of its path is no folder");
    await mkdir(at("a.yaml"));
    await expect(write(["b.yaml", "a.yaml"], "replace")).rejects.toThrow("a.yaml is a folder");
    expect(await entries()).toEqual(["a.yaml", "file"]);
  });

  it("replace a link and not what it leads to, and take away what others may read", async () => {
    await writeFile(at("elsewhere"), "mine");
    await symlink(at("elsewhere"), at("link.pem"));
    await writeFile(at("open.pem"), "old", { mode: 0o644 });
    await expect(write(["link.pem"])).rejects.toThrow("is there already");
    await write(["link.pem", "open.pem"], "replace");
    expect(await readFile(at("elsewhere"), "utf8")).toBe("mine");
    expect((await stat(at("open.pem"))).mode & 0o777).toBe(0o600);
    expect((await stat(at("link.pem"))).mode & 0o777).toBe(0o600);
  });
});
