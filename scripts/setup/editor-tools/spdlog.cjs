/**
 * Stands in for @vscode/spdlog, a native addon that would need a C++ compiler on this machine: without it every
 * output channel for logs stays empty. Appends lines to the file; files of tests and demonstrations need no rotation.
 */
const fs = require("node:fs");
const path = require("node:path");

const LEVELS = ["trace", "debug", "info", "warning", "error", "critical", "off"];
let common = 2;

class Logger {
  constructor(name, file) {
    this.name = name;
    this.file = file;
    this.level = common;
    this.plain = false;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    for (const [rank, method] of ["trace", "debug", "info", "warn", "error", "critical"].entries()) {
      this[method] = (message) => this.write(rank, message);
    }
  }
  write(rank, message) {
    if (rank < this.level) return;
    const time = new Date().toISOString().replace("T", " ").replace("Z", "");
    fs.appendFileSync(this.file, this.plain ? message : `${time} [${LEVELS[rank]}] ${message}\n`);
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {}
  clearFormatters() {
    this.plain = true;
  }
  flush() {}
  drop() {}
}

exports.version = 0;
exports.setLevel = (level) => (common = level);
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = async (name, file) => new Logger(name, file);
exports.createAsyncRotatingLogger = exports.createRotatingLogger;
