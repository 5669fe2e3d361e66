import type { ClusterManifest } from "../generated/manifest";

type Partially<T> = T extends readonly (infer Item)[]
  ? readonly (Partially<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Partially<T[Key]> | undefined }
    : T;

/** A manifest as far as it could be read: whatever is missing or of a wrong type is undefined. What is there has its right type. */
export type Draft = Partially<ClusterManifest>;
export type { ClusterManifest };
