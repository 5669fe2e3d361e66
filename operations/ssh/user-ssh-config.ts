import SSHConfig from "ssh-config";

/** What the user's `~/.ssh/config` says of one host; absent where it says nothing. */
export interface UserHostSettings {
  readonly hostName?: string;
  readonly port?: number;
  readonly user?: string;
  readonly identityFiles: readonly string[];
  readonly proxyJump?: string;
  readonly proxyCommand?: string;
  readonly knownHostsFiles: readonly string[];
}

/** The user's own ssh configuration, asked by the name of a host. */
export type UserSshConfig = (host: string) => UserHostSettings;

/**
 * Reads the text of an ssh configuration. `Match exec` is not run: nothing of a deployment may start programs here.
 *
 * @throws Error where the text is no ssh configuration
 */
export function parseUserSshConfig(text: string): UserSshConfig {
  const config = SSHConfig.parse(text);
  return (host) => {
    const found = config.compute(host, { ignoreCase: true, matchExec: false });
    const one = (key: string): string | undefined => [found[key] ?? []].flat()[0];
    const port = Number(one("port"));
    return {
      ...optional("hostName", one("hostname")),
      ...(Number.isInteger(port) && port > 0 ? { port } : {}),
      ...optional("user", one("user")),
      identityFiles: [found["identityfile"] ?? []].flat(),
      ...optional("proxyJump", notNone(one("proxyjump"))),
      ...optional("proxyCommand", notNone(one("proxycommand"))),
      knownHostsFiles: [found["userknownhostsfile"] ?? []]
        .flat()
        .flatMap((files) => files.split(/\s+/).filter(Boolean)),
    };
  };
}

function notNone(value: string | undefined): string | undefined {
  return value?.toLowerCase() === "none" ? undefined : value;
}

function optional<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, string>);
}
