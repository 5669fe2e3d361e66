import { installationOf } from "../node/installation";
import type { Remark } from "./check";

const GIB = 1024 ** 3;
/** What the official documents ask of every machine. A little less than 4 GiB is what a "4 GB" machine shows. */
const PROCESSORS = 4;
const MEMORY = 3.5 * GIB;
/** The least that the official cloud templates allow. */
const DISK = 50 * GIB;

/** OpenVidu runs on less, but not well. */
export const processors: Remark = ({ facts }) =>
  facts.processors === undefined || facts.processors >= PROCESSORS
    ? undefined
    : `The machine has ${String(facts.processors)} processors; OpenVidu asks for ${String(PROCESSORS)}.`;

export const memory: Remark = ({ facts }) =>
  facts.memory === undefined || facts.memory >= MEMORY
    ? undefined
    : `The machine has ${(facts.memory / GIB).toFixed(1)} GiB of memory; OpenVidu asks for 4.`;

/** Only before the installation: later the same disk is in use, as it should be. */
export const disk: Remark = ({ facts }) => {
  if (installationOf(facts) !== "absent") return undefined;
  const small = facts.disks.filter(({ free }) => free < DISK);
  if (small.length === 0) return undefined;
  const told = small.map(({ path, free }) => `${path} (${(free / GIB).toFixed(0)} GiB)`);
  return `Little space is free for ${told.join(" and ")}; the official templates take at least ${String(DISK / GIB)} GiB.`;
};
