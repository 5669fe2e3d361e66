#!/usr/bin/env node
// The lab from the terminal: real nodes on this machine, for the tests and for trying things by hand.
import { whyNot } from "./setup/lab-can.mjs";
import { prepare } from "./setup/lab-prepare.mjs";
import { exec } from "./setup/lab-run.mjs";
import { down, enter, status, up } from "./setup/lab-keep.mjs";

const usage = `usage: node scripts/lab.mjs COMMAND

  can                            exit 0 when this machine can hold the lab; else say why not and exit 3
  prepare                        install what is missing and build the nodes' root filesystem (cached)
  exec [--] CMD…                 run CMD in a fresh control namespace, where bootLab() works
  up [--masters N] [--media N]   boot a lab and leave it running (4 masters and 2 media nodes)
  enter [--] CMD…                run CMD in the control namespace of the lab that is up
  status                         say what is up
  down                           take down the lab that is up`;

const commands = {
  can: async () => 0,
  prepare: async () => {
    await prepare();
    return 0;
  },
  exec,
  up,
  enter,
  status,
  down,
};

const [name, ...rest] = process.argv.slice(2);
const command = Object.hasOwn(commands, name ?? "") ? commands[name] : undefined;
if (command === undefined) {
  const asked = name === undefined || name === "help" || name === "--help";
  (asked ? console.log : console.error)(usage);
  process.exit(asked ? 0 : 2);
}
const reason = whyNot();
if (reason !== undefined) {
  console.error(reason);
  process.exit(3);
}
try {
  process.exitCode = await command(rest[0] === "--" ? rest.slice(1) : rest);
} catch (error) {
  console.error(`lab: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
