import type { NodeRole } from "../cluster";
import { breakingCharacter, nameCharacter } from "../installer/breaking-characters";
import type { Draft } from "../manifest/draft";
import { schemaAt } from "../manifest/manifest-schema";
import type { PastedArgument, PastedCommand } from "./install-commands";
import type { FoundNode } from "./imported-manifest";
import { secretVariable } from "../installer/secret-variable";
import { ImportProblem } from "./import-problem";
import { isPlaceholder } from "./placeholder";
import type { ShellValue } from "./shell-value";

/** The mirror that every command names unless there is an own one. */
const USUAL_BASE = schemaAt(["installer", "baseUrl"])?.default;

/** Gathers what the arguments of one or several commands say; the commands of one cluster must agree. */
export class Collected {
  /** By dotted path. */
  readonly values = new Map<string, string | readonly string[]>();
  readonly secrets = new Map<string, string>();
  /** Secrets that the cluster has and the text does not tell, by their names in the store. */
  readonly untold = new Set<string>();
  /** What else the text masks: the manifest's keys, variables, arguments. */
  readonly masked = new Set<string>();
  readonly files = new Map<string, string>();
  readonly environment = new Map<string, string>();
  external = false;
  forcePublicIp = false;
  masters: readonly string[] = [];
  readonly media: FoundNode[] = [];
  readonly #extra: Record<NodeRole, Set<string>> = { master: new Set(), media: new Set() };
  #own = -1;

  /** What follows belongs to another command, so perhaps to another node. */
  beginCommand(): void {
    this.#own = -1;
  }

  text(key: string): string | undefined {
    const value = this.values.get(key);
    return typeof value === "string" ? value : undefined;
  }

  /** A manifest's value; a secret goes to the store, and a variable becomes a reference to the environment. */
  takeKey(key: string, value: ShellValue, argument: PastedArgument): void {
    const secret = key === "license" || schemaAt(key.split("."))?.secret === true;
    if (isMasked(value) || (secret && isOwnVariable(key, value))) {
      if (!secret) this.masked.add(key);
      else this.#takeUntold(key, argument);
    } else if (value.kind === "env" && (secret || key.startsWith("credentials."))) {
      this.take(key, `\${env:${value.name}}`, argument);
    } else if (value.kind !== "text") {
      throw new ImportProblem(
        `${argument.place}: the value of '${argument.name}' is not in the text; write it instead of the variable.`,
      );
    } else if (secret) {
      refuseBreaking(value.text, argument);
      if ((this.secrets.get(key) ?? value.text) !== value.text) throw differs(argument);
      this.secrets.set(key, value.text);
      this.take(key, `\${secret:${key}}`, argument);
    } else {
      this.take(key, value.text, argument);
    }
  }

  /** A mask is no value: the manifest refers to the secret, and somebody has to give it. */
  #takeUntold(key: string, argument: PastedArgument): void {
    this.untold.add(key);
    this.take(key, `\${secret:${key}}`, argument);
  }

  takeEnvironment(variable: string, value: ShellValue): void {
    if (isMasked(value)) this.masked.add(`installer.environment.${variable}`);
    else if (value.kind === "text") this.environment.set(variable, value.text);
  }

  take(key: string, value: string | readonly string[], argument: PastedArgument): void {
    const former = this.values.get(key);
    if (former !== undefined && JSON.stringify(former) !== JSON.stringify(value)) throw differs(argument);
    this.values.set(key, value);
  }

  takeMasters(list: string, argument: PastedArgument): void {
    const masters = list
      .split(",")
      .map((address) => address.trim())
      .filter(Boolean);
    if (this.masters.length > 0 && this.masters.join() !== masters.join()) throw differs(argument);
    this.masters = masters;
  }

  /** An address that only one node's command has. */
  takeOwn(key: "privateIp" | "publicIp", address: string): void {
    if (this.#own < 0) this.#own = this.media.push({}) - 1;
    this.media[this.#own] = {
      ...this.media[this.#own],
      [key]: address,
      ...(key === "publicIp" ? { forcePublicIp: true as const } : {}),
    };
  }

  /** A PEM file: the path that the command reads, or the content, which becomes a file beside the manifest. */
  takeFile(key: string, value: ShellValue, argument: PastedArgument): void {
    if (value.kind === "file") {
      this.take(key, value.path, argument);
      return;
    }
    const content = value.kind === "text" ? decoded(value.text) : undefined;
    if (content === undefined)
      throw new ImportProblem(
        `${argument.place}: the value of '${argument.name}' is neither a PEM file in base64 nor a command that reads one.`,
      );
    const path = `certs/${key.replace("certificate.", "")}.pem`;
    this.files.set(path, content);
    this.take(key, path, argument);
  }

  extra(role: NodeRole, { name, value, place }: PastedArgument): void {
    if (value !== undefined && value.kind !== "text")
      throw new ImportProblem(
        `${place}: the value of '${name}' is not in the text; write it instead of the variable.`,
      );
    if (value !== undefined && isMasked(value)) this.masked.add(`installer.arguments.${role}: ${name}`);
    else this.#extra[role].add(value === undefined ? name : `${name}=${value.text}`);
  }

  /** The manifest's `installer`, where there is something to say. */
  installer(commands: readonly PastedCommand[]): { readonly installer?: NonNullable<Draft["installer"]> } {
    const mirror = commands.find(({ baseUrl }) => baseUrl !== undefined && baseUrl !== USUAL_BASE)?.baseUrl;
    const roles = (["master", "media"] as const).filter((role) => this.#extra[role].size > 0);
    const installer = {
      ...(mirror === undefined ? {} : { baseUrl: mirror }),
      ...(this.environment.size === 0 ? {} : { environment: Object.fromEntries(this.environment) }),
      ...(roles.length === 0
        ? {}
        : { arguments: Object.fromEntries(roles.map((role) => [role, [...this.#extra[role]]])) }),
    };
    return Object.keys(installer).length === 0 ? {} : { installer };
  }
}

function isMasked(value: ShellValue): boolean {
  return value.kind === "text" && isPlaceholder(value.text);
}

/** Whether it is the variable that the command line takes this secret from, as its own scripts write it. */
function isOwnVariable(key: string, value: ShellValue): boolean {
  return value.kind === "env" && value.name === secretVariable(key);
}

/** Whatever the command was meant to do with such a value, the official scripts have done something else. */
function refuseBreaking(secret: string, { name, place }: PastedArgument): void {
  const character = breakingCharacter(secret);
  if (character === undefined) return;
  throw new ImportProblem(
    `${place}: the value of '${name}' holds ${nameCharacter(character)}, at which the official scripts break it. Write the value that the cluster has, or import the running cluster.`,
  );
}

/** The values are not repeated: they may be secrets. */
function differs({ name, place }: PastedArgument): ImportProblem {
  return new ImportProblem(`${place}: '${name}' is given twice with different values; a cluster has one.`);
}

/** PEM text from base64, or undefined where it is something else. */
function decoded(base64: string): string | undefined {
  if (!/^[A-Za-z0-9+/\s]+={0,2}$/.test(base64)) return undefined;
  const bits = base64.replaceAll(/[\s=]/g, "");
  const text = bytesOf(bits);
  return text.includes("-----BEGIN ") ? text : undefined;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function bytesOf(letters: string): string {
  let [text, bits, count] = ["", 0, 0];
  for (const letter of letters) {
    bits = (bits << 6) | ALPHABET.indexOf(letter);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    text += String.fromCharCode((bits >> count) & 0xff);
    bits &= (1 << count) - 1;
  }
  return text;
}
