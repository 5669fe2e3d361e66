import { cleanUp } from "../node/clean-up";
import { installationOf } from "../node/installation";
import type { Check } from "./check";

/** What the installer does over its own remains is not documented, so nobody should try on a real node. */
export const incompleteInstallation: Check = ({ cluster, facts }) =>
  installationOf(facts) === "incomplete"
    ? {
        cause: `An earlier installation did not finish and left ${cluster.release.files.directory} behind.`,
        suggestion: cleanUp(cluster),
        code: "installation-incomplete",
      }
    : undefined;
