import { createServer } from "node:http";
for (const host of process.argv.slice(2)) createServer((_, r) => r.end("todo\n")).listen(80, host);
