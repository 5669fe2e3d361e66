import path from "node:path";
import { fileURLToPath } from "node:url";
import type { PlaceElsewhere } from "../cluster/finding";

/** What to call another manifest, beside one that the user named: as they would name it themselves. */
export function elsewhereName(name: string, { uri }: PlaceElsewhere): string {
  return path.join(path.dirname(name), path.basename(fileURLToPath(uri)));
}
