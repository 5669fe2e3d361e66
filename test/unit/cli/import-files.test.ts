import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ovclusterHome } from "../../fixtures/ovcluster-home";

const home = ovclusterHome();

describe("ovcluster import --command", () => {
  it.each([
    ["what is not there", "nofile", "there is no such file. Check the path."],
    ["a folder", ".", "it is a folder. Name a file."],
    [
      "a named pipe",
      "pipe",
      "it is a named pipe, which may never end. Name a file, or - for standard input.",
    ],
    ["what never ends", "/dev/zero", "it is too large for a command. Is it the right file?"],
  ])("tells in words that it cannot read %s", async (_what, name, words) => {
    spawnSync("mkfifo", [path.join(home.folder, "pipe")]);
    const ended = await home.run(["import", "--command", name]);
    expect(ended).toEqual({
      code: 1,
      out: "",
      error: `error: The command cannot be read from ${name}: ${words}\n`,
    });
  });
});
