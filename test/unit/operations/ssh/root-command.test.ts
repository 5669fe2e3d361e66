import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { outputAfterReady, READY, rootCommand, scriptInput } from "../../../../operations/ssh/root-command";
import { rootError } from "../../../../operations/ssh/root-error";

function run(shell: string, input: string): { stdout: string; status: number | null } {
  const { stdout, status } = spawnSync(shell, ["-c", rootCommand({ kind: "none" })], {
    input,
    encoding: "utf8",
  });
  return { stdout, status };
}

describe("a script for root", () => {
  it.each(["bash", "dash"])("runs whatever the login shell is: %s", (shell) => {
    const { stdout, status } = run(
      shell,
      scriptInput('diff <(echo a) <(echo a) && echo "same in $BASH"\nexit 3'),
    );
    expect(outputAfterReady(stdout)).toMatch(/^same in .*bash\n$/);
    expect(status).toBe(3);
  });

  it("is not eaten by a command that reads its input", () => {
    expect(outputAfterReady(run("bash", scriptInput("cat\necho still here")).stdout)).toBe("still here\n");
  });

  it("is all that runs: a password that sudo did not ask for does not", () => {
    const { stdout } = run("bash", `echo leaked\n${scriptInput("echo only this")}`);
    expect(outputAfterReady(stdout)).toBe("only this\n");
  });

  it("does not run when it never begins", () => {
    expect(run("bash", "echo leaked\n")).toEqual({ stdout: `${READY}\n`, status: 97 });
  });

  it("has no secret in the command", () => {
    expect(rootCommand({ kind: "sudo-password", password: "secret-word" })).not.toContain("secret-word");
  });

  it("gives no output where bash did not start", () => {
    expect(outputAfterReady("This account is currently not available.\n")).toBeUndefined();
    expect(outputAfterReady(`motd of the shell\n${READY}\nout`)).toBe("out");
  });
});

describe("root that cannot be had", () => {
  it.each([
    ["sudo: a password is required", "sudo-password-needed"],
    ["sudo: a terminal is required to read the password; either use the -S option", "sudo-password-needed"],
    ["bob is not in the sudoers file.", "sudo-refused"],
    ["bob is not in the sudoers file.\nSorry, try again.", "sudo-refused"],
    ["Sorry, user bob is not allowed to execute '/bin/bash' as root on h.", "sudo-refused"],
    ["Sorry, user bob may not run sudo on h.", "sudo-refused"],
    ["Sorry, try again.\nsudo: no password was provided", "sudo-password-wrong"],
    ["sudo: 1 incorrect password attempt", "sudo-password-wrong"],
    ["sudo: sorry, you must have a tty to run sudo", "sudo-refused"],
    ["env: 'sudo': No such file or directory", "sudo-missing"],
    ["env: 'bash': No such file or directory", "shell-unusable"],
    ["This account is currently not available.", "shell-unusable"],
    ["", "shell-unusable"],
  ])("because of '%s' is told as %s", (stderr, code) => {
    const { report } = rootError("bob", { status: 1, stdout: "", stderr });
    expect(report.code).toBe(code);
    expect(report.suggestion).not.toBe("");
  });
});
