/** The world as actions see it; handed in, so that tests can hand in another one. */
export interface Runtime {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds; rejects at once when the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  /** The operator's own user name, as ssh takes it where neither manifest nor `~/.ssh/config` names one. */
  readonly userName: string;
  /** A small file. Throws the file system's error where it cannot be read, and an error where it is no small file. */
  readFile(path: string): Promise<Buffer>;
  randomBytes(count: number): Buffer;
}
