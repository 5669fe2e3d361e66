import type { ErrorObject } from "ajv";
import * as checks from "../generated/check-manifest.cjs";
import type { Path } from "../source-range";

/** What of a value does not fit the schema; said in words when it is told. */
export interface SchemaCheck {
  readonly errors: readonly SchemaError[];
  /** Paths whose values do not fit, so that nobody builds on them. */
  readonly misfits: readonly Path[];
}

export interface SchemaError {
  readonly error: ErrorObject;
  readonly path: Path;
}

/** Parts of the manifest that are checked each by itself. */
export type SchemaKind = "head" | "masterNode" | "mediaNode";

const FITS: SchemaCheck = { errors: [], misfits: [] };

/** Checks the plain value of a node, or of everything but the nodes, against the schema. Paths begin at the value. */
export function checkSchema(kind: SchemaKind, value: unknown): SchemaCheck {
  const check = checks[kind];
  if (check(value)) return FITS;
  const errors: SchemaError[] = [];
  const misfits: Path[] = [];
  for (const error of check.errors ?? []) {
    const path = pathOf(error.instancePath, value);
    const misfit = misfitOf(error, path);
    if (misfit !== undefined) misfits.push(misfit);
    errors.push({ error, path });
  }
  return { errors, misfits };
}

/** ajv writes paths as JSON pointers; a step is an index only where the value is a list. */
function pathOf(pointer: string, value: unknown): Path {
  const path: (string | number)[] = [];
  let at: unknown = value;
  for (const raw of pointer.split("/").slice(1)) {
    const step = raw.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(at)) {
      path.push(Number(step));
      at = (at as unknown[])[Number(step)];
    } else {
      path.push(step);
      at = (at as Record<string, unknown> | undefined)?.[step];
    }
  }
  return path;
}

/** The value that does not fit; undefined where something is only missing. */
function misfitOf(error: ErrorObject, path: Path): Path | undefined {
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case "required":
    case "propertyNames":
      return undefined;
    case "additionalProperties":
      return [...path, String(params["additionalProperty"])];
    case "uniqueItems":
      return [...path, Math.max(Number(params["i"]), Number(params["j"]))];
    default:
      return error.propertyName === undefined ? path : [...path, error.propertyName];
  }
}
