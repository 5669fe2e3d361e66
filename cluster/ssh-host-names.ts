/** The names and patterns of an ssh configuration's Host lines; undefined where it takes in files that are not looked at. */
export function sshHostNames(config: string): readonly string[] | undefined {
  if (/^[ \t]*Include\b/im.test(config)) return undefined;
  return [...config.matchAll(/^[ \t]*Host(?:[ \t]+|[ \t]*=[ \t]*)(.+)$/gim)].flatMap(([, names = ""]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => name.replaceAll('"', "")),
  );
}
