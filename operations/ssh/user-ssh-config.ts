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

/** A host that the configuration names, and what it connects to where it says so. */
export interface NamedHost {
  readonly alias: string;
  readonly hostName?: string;
}

/**
 * The hosts that the configuration names one by one, without patterns, in its order.
 *
 * @throws Error where the text is no ssh configuration
 */
export function knownHostsOf(text: string): NamedHost[] {
  const config = parseUserSshConfig(text);
  const aliases = SSHConfig.parse(text).flatMap((line) =>
    line.type === SSHConfig.DIRECTIVE && line.param.toLowerCase() === "host" ? words(line.value) : [],
  );
  return [...new Set(aliases)]
    .filter((alias) => !/[*?!]/.test(alias))
    .map((alias) => ({ alias, ...optional("hostName", config(alias).hostName) }));
}

function words(value: string | readonly { readonly val: string }[]): string[] {
  return typeof value === "string" ? value.split(/\s+/) : value.map(({ val }) => val);
}
