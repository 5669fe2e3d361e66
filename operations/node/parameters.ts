import type { Cluster, NodeRole } from "../../cluster/cluster";
import { shellQuote } from "../../cluster/installer/shell-quote";

/** Manifest keys whose values on the nodes can be compared. */
const COMPARED = new Set(["domain", "turnDomain", "rtcEngine", "modules"]);
/** In a key of a parameter file: its value is not for everybody's eyes. */
const SECRET_KEY = /PASSWORD|SECRET|KEY|LICENSE/;
/** Shorter values, and words that stand in every text, would mask what is no secret. */
const SHORTEST = 6;

/**
 * The section of the facts' script that prints what a node's parameter files say, as `KEY=value` lines.
 *
 * @param secrets `with`: values of secret-looking keys too, for the redactor and nobody else
 */
export function parametersSection(cluster: Cluster, role: NodeRole, secrets: "with" | "without"): string {
  const own = cluster.release.parameters.filter((parameter) => parameter.role === role);
  const files = [...new Set(own.map(({ file }) => file))];
  const keys = [...new Set(comparedParameters(cluster, role).map(({ key }) => key))];
  const patterns = [
    ...keys,
    ...(secrets === "with" ? [`[A-Za-z0-9_]*(${SECRET_KEY.source})[A-Za-z0-9_]*`] : []),
  ];
  if (files.length === 0 || patterns.length === 0) return "section parameters";
  const command = String.raw`s/^[[:space:]]*(${patterns.join("|")})=(.*)$/&/p`;
  return `section parameters
for file in ${files.map(shellQuote).join(" ")}; do
  [ -f "$file" ] && sed -nE ${shellQuote(command)} "$file" 2>/dev/null
done`;
}

/** The parameters whose values the manifest holds in plain words, as far as their keys are known for sure. */
export function comparedParameters(
  cluster: Cluster,
  role: NodeRole,
): readonly { readonly key: string; readonly file: string; readonly manifestKey: string }[] {
  return cluster.release.parameters.flatMap(({ key, file, manifestKey, unverified, ...parameter }) =>
    parameter.role === role &&
    unverified === undefined &&
    manifestKey !== undefined &&
    COMPARED.has(manifestKey)
      ? [{ key, file, manifestKey }]
      : [],
  );
}

/** The pairs of a parameters' section. A value may stand in quotes. */
export function parseParameters(section: string): { readonly key: string; readonly value: string }[] {
  return section.split("\n").flatMap((line) => {
    const [, key, written] = /^\s*([A-Za-z0-9_]+)=(.*)$/.exec(line) ?? [];
    if (key === undefined || written === undefined) return [];
    const value = written.trim();
    return [{ key, value: /^(["'])(.*)\1$/.exec(value)?.[2] ?? value }];
  });
}

/** Whether a parameter's value must not be shown. */
export function isSecretParameter({ key, value }: { readonly key: string; readonly value: string }): boolean {
  return SECRET_KEY.test(key) && value.length >= SHORTEST;
}

/** Whether a key may hold a secret, however long its value is. */
export function mayBeSecret(key: string): boolean {
  return SECRET_KEY.test(key);
}
