import { installationOf } from "../node/installation";
import type { Check } from "./check";

/** The installation script is downloaded with it, and the health check asked. */
export const curl: Check = ({ facts }) =>
  facts.curl || installationOf(facts) !== "absent"
    ? undefined
    : {
        cause: "curl is not installed on the machine.",
        suggestion: "Install it there: apt-get install curl",
        code: "no-curl",
      };
