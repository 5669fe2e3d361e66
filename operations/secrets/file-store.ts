import { randomUUID } from "node:crypto";
import { chmod, mkdir, open, rename, rm, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isMap, isScalar, parseDocument, type Document } from "yaml";
import { OperationError } from "../operation-error";
import type { Runtime } from "../runtime";
import { Secret } from "./secret";
import type { SecretStore } from "./secret-store";

/** Where a cluster's secrets are kept unless another file is named. Two clusters may have one name: their secrets must not meet. */
export function usualSecretsFile(
  cluster: { readonly name: string; readonly domain: string },
  runtime: Pick<Runtime, "environment" | "homeDirectory">,
): string {
  const data = runtime.environment["XDG_DATA_HOME"];
  const base = data === undefined || data === "" ? join(runtime.homeDirectory, ".local", "share") : data;
  return join(base, "openvidu-cluster", `${cluster.name}@${cluster.domain}.secrets.yaml`);
}

/**
 * Secrets in a YAML (or JSON) file of `name: value` lines that only its owner can read.
 * It is replaced as a whole, so that a crash leaves the old one or the new one; comments stay.
 */
export class FileStore implements SecretStore {
  readonly place: string;
  readonly keptIn: string;
  /** Absolute. */
  readonly path: string;
  #writing: Promise<void> = Promise.resolve();

  /** @param path absolute; the file need not be there yet */
  constructor(path: string) {
    this.path = path;
    this.place = `the file ${path}`;
    this.keptIn = this.place;
  }

  async get(name: string): Promise<Secret | undefined> {
    const document = await this.#read();
    const value = isMap(document.contents) ? document.contents.get(name, true) : undefined;
    if (value === undefined) return undefined;
    if (!isScalar(value) || typeof value.value === "object")
      throw this.#error(`'${name}' is no plain value.`, QUOTE, "secrets-file-invalid");
    // As written: `0123` and `3.10` are passwords, not numbers.
    const text = typeof value.value === "string" ? value.value : (value.source ?? "");
    return text === "" ? undefined : new Secret(text);
  }

  async names(): Promise<readonly string[]> {
    const { contents } = await this.#read();
    return isMap(contents) ? contents.items.flatMap(({ key }) => nameOf(key)) : [];
  }

  async placeOf(name: string): Promise<string | undefined> {
    return (await this.get(name)) === undefined ? undefined : this.place;
  }

  async set(values: ReadonlyMap<string, Secret>): Promise<void> {
    if (values.size === 0) return;
    await this.#change((document) => {
      for (const [name, secret] of values) document.set(name, secret.reveal());
      return true;
    });
  }

  async remove(name: string): Promise<void> {
    await this.#change((document) => isMap(document.contents) && document.delete(name));
  }

  /** One write after the other: each reads what the one before has kept. Nothing is written where `change` answers false. */
  async #change(change: (document: Document) => boolean): Promise<void> {
    const write = this.#writing.then(async () => {
      const document = await this.#read();
      if (change(document)) await this.#replace(document.toString());
    });
    this.#writing = write.catch(() => undefined);
    await write;
  }

  async #read(): Promise<Document> {
    const text = await this.#readText();
    const document = parseDocument(text, { logLevel: "silent" });
    const wrong = document.errors[0];
    // The parser's message shows the line: it holds a secret.
    if (wrong !== undefined)
      throw this.#error(
        `Its YAML cannot be read (at character ${String(wrong.pos[0])}).`,
        QUOTE,
        "secrets-file-invalid",
      );
    if (document.contents !== null && !isMap(document.contents)) {
      throw this.#error("It holds no 'name: value' lines.", QUOTE, "secrets-file-invalid");
    }
    return document;
  }

  async #readText(): Promise<string> {
    let file: FileHandle;
    try {
      file = await open(this.path, "r");
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
      throw this.#error(
        `It cannot be read: ${messageOf(error)}.`,
        "Make it readable for you.",
        "secrets-file-unreadable",
      );
    }
    try {
      const found = await file.stat();
      if (found.isDirectory())
        throw this.#error("It is a folder.", "Name a file in it.", "secrets-file-unreadable");
      this.#checkMode(found.mode & 0o7777);
      return await file.readFile("utf8");
    } finally {
      await file.close();
    }
  }

  /** Exactly what it is written with: any other mode was set by somebody who meant something else by it. */
  #checkMode(mode: number): void {
    if (process.platform === "win32" || mode === 0o600) return;
    const written = `mode ${mode.toString(8).padStart(4, "0")}`;
    throw this.#error(
      (mode & 0o077) === 0 ? `Its ${written} is not 0600.` : `Others can read it (${written}).`,
      `Keep it to yourself: chmod 600 ${this.path}`,
      "secrets-file-open",
    );
  }

  async #replace(text: string): Promise<void> {
    const temporary = `${this.path}.${randomUUID()}`;
    try {
      await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
      const file = await open(temporary, "wx", 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await chmod(temporary, 0o600);
      await rename(temporary, this.path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw this.#error(
        `It cannot be written: ${messageOf(error)}.`,
        "Make room and make the folder writable for you, or name another file.",
        "secrets-file-unwritable",
      );
    }
  }

  #error(cause: string, suggestion: string, code: string): OperationError {
    return new OperationError({ attempted: `use the secrets file ${this.path}`, cause, suggestion, code });
  }
}

const QUOTE = "Write one 'name: value' line for each secret; put values with special characters in quotes.";

function nameOf(key: unknown): string[] {
  return isScalar(key) && (typeof key.value === "string" || typeof key.value === "number")
    ? [String(key.value)]
    : [];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
