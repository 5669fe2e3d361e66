import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readText } from "../../fixtures/manifest-builder";
import { ovclusterHome } from "../../fixtures/ovcluster-home";

const home = ovclusterHome();
const COMMAND = readText("test", "fixtures", "document", "3.8.0-master-letsencrypt.txt").replaceAll(
  "xxxxx",
  "S3cret",
);

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

  it("lists what is missing and what is wrong under words that are right for both", async () => {
    const wrong = COMMAND.replace("10.5.0.4", "10.5.0.444");
    expect(wrong).not.toBe(COMMAND);
    const ended = await home.run([
      "import",
      "--command",
      await home.write("wrong.sh", wrong),
      "--out",
      "my.openvidu.yaml",
    ]);
    expect(ended.code).toBe(0);
    expect(ended.error).toContain("Still to be filled in or corrected:\n");
    expect(ended.error).toContain("error: 10.5.0.444 is not an IPv4 address");
  });

  it("tells a certificate file that is not beside the new manifest", async () => {
    const own = ["beta1-owncert-variables", "beta1-master-owncert"]
      .map((name) => readText("test", "fixtures", "document", `${name}.txt`))
      .join("\n");
    const args = [
      "import",
      "--command",
      await home.write("sub/own.sh", own),
      "--out",
      "sub/mine.openvidu.yaml",
    ];
    const ended = await home.run([...args, "--secrets-file", "own.secrets.yaml"]);
    expect(ended.code).toBe(0);
    const key = path.join(home.folder, "sub/privkey.pem");
    expect(ended.error).toContain(key);
    await home.write("sub/privkey.pem", "");
    const again = await home.run([...args, "--secrets-file", "own.secrets.yaml", "--force"]);
    expect(again.code).toBe(0);
    expect(again.error).not.toContain(`${key} does not exist`);
  });
});
