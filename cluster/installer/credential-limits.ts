import limitsFile from "../../schemas/credential-limits.json";

/**
 * Why the program behind a credential will probably refuse this value, or undefined. OpenVidu's documents do not tell
 * such limits, and the message says so; it never repeats the value.
 *
 * @param key as in the manifest: `credentials.minioSecretKey`
 */
export function limitProblem(key: string, value: string): string | undefined {
  const limit = limitsFile.limits.find((one) => `credentials.${one.key}` === key);
  if (limit === undefined || new RegExp(limit.pattern).test(value)) return undefined;
  return `${limit.program} wants ${limit.words} here. OpenVidu's documents do not say so, but it will probably not start.`;
}
