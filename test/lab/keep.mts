// What `lab.mjs up` leaves running: boots a lab and waits to be ended.
import { bootLab, type LabOptions } from "./lab.js";

await bootLab(JSON.parse(process.argv[2] ?? "{}") as LabOptions);
console.log("the lab is up");
setInterval(() => undefined, 1 << 30);
