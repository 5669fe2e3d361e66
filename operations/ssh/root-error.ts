import { OperationError } from "../operation-error";
import type { ExecResult } from "./ssh-connection";

/** Why bash did not start as root, from what sudo and the login shell said. */
export function rootError(
  user: string,
  result: Pick<ExecResult, "status" | "stdout" | "stderr">,
): OperationError {
  const said = `${result.stderr}\n${result.stdout}`;
  const output = said
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .slice(-5);
  return new OperationError({ attempted: `become root as '${user}'`, ...causeOf(user, said), output });
}

function causeOf(user: string, said: string): { cause: string; suggestion: string; code: string } {
  if (/is not in the sudoers file|is not allowed to (execute|run)|may not run sudo/i.test(said)) {
    return {
      cause: `The user '${user}' may not use sudo.`,
      suggestion:
        "Set ssh.user to a user that may, or add this one to the group sudo (or wheel) on the machine.",
      code: "sudo-refused",
    };
  }
  if (/incorrect password|try again|no password was provided/i.test(said)) {
    return {
      cause: `sudo does not accept the password of the user '${user}'.`,
      suggestion: "Correct the secret that ssh.sudoPassword names.",
      code: "sudo-password-wrong",
    };
  }
  if (/password is required|a terminal is required|no askpass/i.test(said)) {
    return {
      cause: `sudo asks the user '${user}' for a password.`,
      suggestion: `Set ssh.sudoPassword to a secret (\${secret:sudo}), or allow sudo without password on the machine.`,
      code: "sudo-password-needed",
    };
  }
  if (/must have a tty/i.test(said)) {
    return {
      cause: "sudo works only from a terminal on this machine.",
      suggestion: `Remove 'requiretty' from /etc/sudoers there, or add: Defaults:${user} !requiretty`,
      code: "sudo-refused",
    };
  }
  if (/sudo.*(not found|No such file)/i.test(said)) {
    return {
      cause: "sudo is not installed on the machine.",
      suggestion: "Install sudo there, or set ssh.user to root.",
      code: "sudo-missing",
    };
  }
  if (/bash.*(not found|No such file)/i.test(said)) {
    return {
      cause: "bash is not installed on the machine.",
      suggestion: "Install bash there.",
      code: "shell-unusable",
    };
  }
  return {
    cause: `The login of the user '${user}' runs no commands.`,
    suggestion:
      "Check the user's login shell on the machine (getent passwd), or set ssh.user to another user.",
    code: "shell-unusable",
  };
}
