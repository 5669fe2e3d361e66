/** What the started bash says before it reads the script: what comes before is the login shell's or sudo's. */
export const READY = "openvidu-cluster: ready";
const BEGIN = "openvidu-cluster: begin";

/** How root is reached. */
export type Elevation =
  | { readonly kind: "none" }
  | { readonly kind: "sudo" }
  | { readonly kind: "sudo-password"; readonly password: string };

/**
 * The command that starts bash as root, the same words for every script, understood by every login shell.
 * Lines up to BEGIN are dropped: where sudo does not ask for the password that it was sent, bash must not run it.
 */
export function rootCommand(elevation: Elevation): string {
  const bash = `bash -c 'echo "${READY}"; while IFS= read -r line; do if [ "$line" = "${BEGIN}" ]; then exec bash -s; fi; done; exit 97'`;
  switch (elevation.kind) {
    case "none":
      return `env LC_ALL=C ${bash}`;
    case "sudo":
      return `env LC_ALL=C sudo -n -- ${bash}`;
    case "sudo-password":
      return `env LC_ALL=C sudo -S -k -p '' -- ${bash}`;
  }
}

/** The script as bash reads it: all of it before it runs, so that no command in it can eat the rest. */
export function scriptInput(script: string): string {
  return `${BEGIN}\n{\n${script}\n} </dev/null\n`;
}

/** What came after READY; undefined where bash never started. */
export function outputAfterReady(stdout: string): string | undefined {
  const line = `${READY}\n`;
  const at = stdout.indexOf(line);
  return at < 0 ? undefined : stdout.slice(at + line.length);
}
