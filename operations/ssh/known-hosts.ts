import { createHmac } from "node:crypto";

/** One line of a known_hosts file. */
export interface KnownHost {
  readonly marker?: "revoked" | "cert-authority";
  /** Comma-separated patterns, or one hashed name. */
  readonly names: string;
  readonly keyType: string;
  /** The public key in base64, as the file has it. */
  readonly key: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** Reads a file in known_hosts format. Lines that are no entry are passed over, as ssh does. */
export function parseKnownHosts(text: string, file: string): KnownHost[] {
  return text.split(/\r?\n/).flatMap((content, index) => {
    const entry = parseLine(content.trim());
    return entry === undefined ? [] : [{ ...entry, file, line: index + 1 }];
  });
}

function parseLine(line: string): Omit<KnownHost, "file" | "line"> | undefined {
  if (line === "" || line.startsWith("#")) return undefined;
  const words = line.split(/[ \t]+/);
  const marker =
    words[0] === "@revoked" ? "revoked" : words[0] === "@cert-authority" ? "cert-authority" : undefined;
  if (marker === undefined && line.startsWith("@")) return undefined;
  const [names, keyType, key] = marker === undefined ? words : words.slice(1);
  if (names === undefined || keyType === undefined || key === undefined) return undefined;
  return { ...(marker === undefined ? {} : { marker }), names, keyType, key };
}

/** The entries that speak of the machine; certificate authorities are left out, since host certificates are not read. */
export function entriesFor(entries: readonly KnownHost[], host: string, port: number): KnownHost[] {
  const name = knownHostsName(host, port);
  return entries.filter((entry) => entry.marker !== "cert-authority" && namesHost(entry.names, name));
}

/** The machine's name as known_hosts files write it: `host`, or `[host]:port` where the port is not 22. */
export function knownHostsName(host: string, port: number): string {
  const lower = host.toLowerCase();
  return port === 22 ? lower : `[${lower}]:${String(port)}`;
}

function namesHost(names: string, name: string): boolean {
  if (names.startsWith("|1|")) return isHashOf(names, name);
  let found = false;
  for (const pattern of names.toLowerCase().split(",")) {
    if (pattern.startsWith("!")) {
      if (wildcardMatches(pattern.slice(1), name)) return false;
    } else if (wildcardMatches(pattern, name)) found = true;
  }
  return found;
}

function isHashOf(hashed: string, name: string): boolean {
  const [, , salt, hash] = hashed.split("|");
  if (salt === undefined || hash === undefined) return false;
  return createHmac("sha1", Buffer.from(salt, "base64")).update(name).digest("base64") === hash;
}

/** `*` stands for any characters, `?` for one. Linear in the name's length for each `*`, so that no pattern can hang. */
function wildcardMatches(pattern: string, name: string): boolean {
  let [p, n, star, mark] = [0, 0, -1, 0];
  while (n < name.length) {
    if (pattern[p] === "*") {
      star = p++;
      mark = n;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === name[n])) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++mark;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}
