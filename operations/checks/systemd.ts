import type { Check } from "./check";

/** OpenVidu is a systemd unit, and so is the installation that this program starts. */
export const systemd: Check = ({ facts }) =>
  facts.systemd
    ? undefined
    : {
        cause: "The machine does not run systemd.",
        suggestion: "OpenVidu needs a Linux machine with systemd, such as Ubuntu.",
        code: "no-systemd",
      };
