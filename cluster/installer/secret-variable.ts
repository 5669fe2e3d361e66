/** The environment variable of a secret: `OVCLUSTER_SECRET_LICENSE` for `license`. */
export function secretVariable(name: string): string {
  return `OVCLUSTER_SECRET_${name.toUpperCase().replace(/[^A-Z0-9]/g, "_")}`;
}
