import path from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout. */
export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Where screenshots and other evidence go; ignored by git. */
export const RESULTS = path.join(ROOT, "test-results");

/** The packed extension, as a user would install it. */
export const VSIX = path.join(ROOT, "openvidu-cluster.vsix");
