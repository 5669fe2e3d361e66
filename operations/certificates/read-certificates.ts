import type { Cluster } from "../../cluster/cluster";
import {
  certificateFiles,
  checkCertificateFiles,
  type CertificateFileFinding,
  type FileContent,
} from "../../cluster/certificate/certificate-files";
import type { Runtime } from "../runtime";
import { absolutePath } from "../ssh/route";

/** Where the files are that a manifest names. */
export interface FileWorld {
  readonly runtime: Runtime;
  /** Folder of the manifest, absolute. */
  readonly directory: string;
}

/** Reads the cluster's own certificates and tells what is wrong with them. It never rejects: an unread file is a finding. */
export async function certificateFindings(
  cluster: Cluster,
  world: FileWorld,
): Promise<CertificateFileFinding[]> {
  const contents = new Map<string, FileContent>();
  for (const file of certificateFiles(cluster)) contents.set(file, await readContent(file, world));
  const read = (file: string): FileContent =>
    contents.get(file) ?? { kind: "unread", cause: `The file ${file} was not read.` };
  return checkCertificateFiles(cluster, read, world.runtime.now());
}

/** What a file holds that the manifest names. */
export async function readContent(file: string, { runtime, directory }: FileWorld): Promise<FileContent> {
  const absolute = absolutePath(file, directory, runtime);
  try {
    return { kind: "text", text: (await runtime.readFile(absolute)).toString("latin1") };
  } catch (error) {
    return { kind: "unread", cause: `The file ${absolute} ${whyUnread(error)}.` };
  }
}

/** What follows the file's name. */
export function whyUnread(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return "does not exist";
    case "EISDIR":
      return "is a folder";
    case "EACCES":
    case "EPERM":
      return "cannot be read: you may not";
    default:
      return "cannot be read";
  }
}
