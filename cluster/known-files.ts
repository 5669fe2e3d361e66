import type { PairFacts } from "./certificate/check-certificate";
import { readPair } from "./certificate/read-pair";
import { sshHostNames } from "./ssh-host-names";
import type { FileLook, Neighbour, Surroundings } from "./surroundings";

/** What a path was found to be. */
export type PathState =
  | { readonly kind: "file"; readonly size: number; readonly changedAt: number }
  | { readonly kind: "problem"; readonly problem: string };

/** The files of a machine, as the process that runs the rules can see them. */
export interface FileWorld {
  /** The absolute path of what the manifest writes; undefined for what nobody should look at. */
  resolve(written: string): string | undefined;
  look(path: string): PathState;
  /** The content, byte for byte a character; undefined where it cannot be read after all. */
  read(path: string): string | undefined;
  now(): number;
  /** The absolute path of the user's ssh configuration. */
  readonly sshConfig: string;
}

/** The problem of a path where nothing is. */
export const MISSING = "does not exist";

/** Keys and certificates are a few kilobytes. */
const MOST_BYTES = 1_000_000;
/** More files than this no manifest has; the others are not looked at. */
const MOST_FILES = 200;
/** Files are looked at again after so many milliseconds. */
const LOOK_AGAIN = 1000;

interface KnownFile {
  readonly path: string;
  readonly state: PathState;
}

/** Remembers what files are, and what keys and certificates say, until a file changes. */
export class KnownFiles implements Surroundings {
  readonly #files = new Map<string, KnownFile>();
  readonly #pairs = new Map<string, PairFacts | undefined>();
  /** Undefined until somebody asks for a host. */
  #sshConfig: PathState | undefined;
  #sshHosts: { readonly names: readonly string[] | undefined } | undefined;
  #version = 0;
  #lookedAt = -Infinity;
  /** Whether all files were forgotten since they were last looked at. */
  #hasForgotten = false;

  constructor(readonly world: FileWorld) {}

  get sshHosts(): readonly string[] | undefined {
    this.#sshConfig ??= this.#look(this.world.sshConfig);
    this.#sshHosts ??= this.#readSshHosts(this.#sshConfig);
    return this.#sshHosts.names;
  }

  now(): number {
    return this.world.now();
  }

  refresh(): number {
    const now = this.world.now();
    if (now - this.#lookedAt < LOOK_AGAIN) return this.#version;
    this.#lookedAt = now;
    this.#hasForgotten = false;
    let changed = false;
    for (const [written, { path, state }] of this.#files) {
      const found = this.#look(path);
      if (isSame(state, found)) continue;
      this.#files.set(written, { path, state: found });
      changed = true;
    }
    if (this.#sshConfig !== undefined) {
      const found = this.#look(this.world.sshConfig);
      changed ||= !isSame(this.#sshConfig, found);
      this.#sshConfig = found;
    }
    if (changed) {
      this.#sshHosts = undefined;
      this.#pairs.clear();
      this.#version += 1;
    }
    return this.#version;
  }

  /** Files know nothing of other manifests. */
  neighbours(): readonly Neighbour[] {
    return [];
  }

  file(written: string): FileLook | undefined {
    const known = this.#known(written);
    return known?.state.kind === "problem" ? { ...known.state, path: known.path } : known?.state;
  }

  pair(privateKey: string, publicKey: string): PairFacts | undefined {
    const name = JSON.stringify([privateKey, publicKey]);
    if (!this.#pairs.has(name)) this.#pairs.set(name, this.#readPair(privateKey, publicKey));
    return this.#pairs.get(name);
  }

  /** A configuration that is not there names nobody; of one that cannot be read nothing is known. */
  #readSshHosts(config: PathState): { readonly names: readonly string[] | undefined } {
    if (config.kind === "problem") return { names: config.problem === MISSING ? [] : undefined };
    const text = this.world.read(this.world.sshConfig);
    return { names: text === undefined ? undefined : sshHostNames(text) };
  }

  #readPair(privateKey: string, publicKey: string): PairFacts | undefined {
    const [key, chain] = [this.#text(privateKey), this.#text(publicKey)];
    if (key === undefined || chain === undefined) return undefined;
    return { keyFile: privateKey, chainFile: publicKey, ...readPair(key, chain) };
  }

  #text(written: string): string | undefined {
    const known = this.#known(written);
    return known?.state.kind === "file" ? this.world.read(known.path) : undefined;
  }

  #known(written: string): KnownFile | undefined {
    const known = this.#files.get(written);
    if (known !== undefined) return known;
    if (this.#files.size >= MOST_FILES && !this.#forgetAll()) return undefined;
    const path = this.world.resolve(written);
    if (path === undefined) return undefined;
    const found = { path, state: this.#look(path) };
    this.#files.set(written, found);
    return found;
  }

  /** Each path that is typed leaves its beginnings behind. Those that still count are asked for again; not all the time. */
  #forgetAll(): boolean {
    if (this.#hasForgotten) return false;
    this.#hasForgotten = true;
    this.#files.clear();
    this.#pairs.clear();
    this.#version += 1;
    return true;
  }

  #look(path: string): PathState {
    const state = this.world.look(path);
    return state.kind === "file" && state.size > MOST_BYTES
      ? { kind: "problem", problem: "is too large: it has more than a megabyte" }
      : state;
  }
}

function isSame(one: PathState, other: PathState): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
