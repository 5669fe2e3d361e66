import { schemaAt } from "../manifest/manifest-schema";

const NAME = new RegExp(schemaAt(["name"])?.pattern ?? "^$");

/** A name for a cluster that nobody has named yet: the first part of its domain. */
export function nameFromDomain(domain: string | undefined): string {
  const first = domain?.split(".")[0]?.toLowerCase() ?? "";
  return NAME.test(first) ? first : "production";
}

/** What is wrong with a cluster's name, or undefined. */
export function nameProblem(name: string): string | undefined {
  return NAME.test(name) ? undefined : "A cluster's name has lower-case letters, digits and '-' only.";
}
