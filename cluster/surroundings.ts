import type { PlaceElsewhere } from "./finding";
import type { PortRange } from "./ports/port-range";
import type { PairFacts } from "./certificate/check-certificate";

/** What stands at a path that the manifest names. */
export type FileLook =
  /** Its size in bytes. */
  | { readonly kind: "file"; readonly size: number }
  | {
      readonly kind: "problem";
      /** Absolute. */
      readonly path: string;
      /** What follows the path in a sentence: "does not exist". */
      readonly problem: string;
    };

/** A node of another manifest. */
export interface Neighbour {
  /** Of its cluster, as its manifest names it; undefined where it does not. */
  readonly cluster: string | undefined;
  /** The manifest's file, as people know it. */
  readonly file: string;
  readonly label: string;
  readonly privateIp: string | undefined;
  readonly publicIp: string | undefined;
  /** What OpenVidu binds on it. */
  readonly ports: readonly PortRange[];
  /** Where the key stands in its manifest, as that is now. */
  place(key: string): PlaceElsewhere | undefined;
}

/** What the rules may know of the machine that the manifest is on. All answers are remembered; to ask costs nothing. */
export interface Surroundings {
  /** Looks whether anything has changed; the number is another one whenever former answers may not hold any more. */
  refresh(): number;
  /** Milliseconds since 1970. */
  now(): number;
  /** A file by the path that the manifest gives it; undefined where nothing is known. */
  file(path: string): FileLook | undefined;
  /** A private key and its certificate chain; undefined where either cannot be read. */
  pair(privateKey: string, publicKey: string): PairFacts | undefined;
  /** The nodes of other manifests that claim what this key says; see `machineKeys`. */
  neighbours(key: string): readonly Neighbour[];
  /** The names and patterns of the user's ssh configuration; undefined where they are not known. */
  readonly sshHosts: readonly string[] | undefined;
}

/** For a manifest that is on no machine: a text in a test, a question of the wizard. */
export const NOWHERE: Surroundings = {
  refresh: () => 0,
  now: () => 0,
  file: () => undefined,
  pair: () => undefined,
  neighbours: () => [],
  sshHosts: undefined,
};
