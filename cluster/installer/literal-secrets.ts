import type { Cluster } from "../cluster";

/** Names of what is not for everybody's eyes. */
const SECRET_NAME = /password|passwd|secret|key|license|token/i;
/** The password of a URL: what is before it, and itself. */
const URL_PASSWORD = /^([a-z][a-z\d+.-]*:\/\/[^/@\s]*?:)([^/\s]+)(?=@)/i;

/** Whether a value of this name is to be masked. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Secrets that the manifest hands to the installers as they are: a proxy's password, an argument that the catalogue does not know. */
export function literalSecrets({ installer }: Cluster): string[] {
  const { environment, arguments: extra, baseUrl } = installer;
  const pairs = [
    ...Object.entries(environment),
    ...[...extra.master, ...extra.media].map(namedValue),
    ["", baseUrl] as const,
  ];
  return pairs.flatMap(([name, value]) => [...(isSecretName(name) ? [value] : []), ...passwordIn(value)]);
}

/** The cluster with a mask in place of those secrets, to make commands that are only looked at. */
export function maskLiteralSecrets(cluster: Cluster, mask: string): Cluster {
  const { installer } = cluster;
  const masked = (name: string, value: string): string =>
    isSecretName(name) && value !== ""
      ? mask
      : value.replace(URL_PASSWORD, (_all, before: string) => `${before}${mask}`);
  const word = (argument: string): string => {
    const [name, value] = namedValue(argument);
    return argument.includes("=") ? `${name}=${masked(name, value)}` : argument;
  };
  return {
    ...cluster,
    installer: {
      ...installer,
      baseUrl: masked("", installer.baseUrl),
      environment: Object.fromEntries(
        Object.entries(installer.environment).map(([name, value]) => [name, masked(name, value)]),
      ),
      arguments: {
        master: installer.arguments.master.map(word),
        media: installer.arguments.media.map(word),
      },
    },
  };
}

function namedValue(argument: string): readonly [name: string, value: string] {
  const at = argument.indexOf("=");
  return at < 0 ? [argument, ""] : [argument.slice(0, at), argument.slice(at + 1)];
}

/** The password of a URL, as written and as meant. */
function passwordIn(value: string): string[] {
  const written = URL_PASSWORD.exec(value)?.[2];
  if (written === undefined) return [];
  return URL.canParse(value) ? [written, decodeURIComponent(new URL(value).password)] : [written];
}
