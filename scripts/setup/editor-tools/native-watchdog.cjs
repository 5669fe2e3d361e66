/** Stands in for @vscode/native-watchdog, a native addon: ends this process when the one that started it is gone. */
exports.start = (pid) => {
  setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      process.exit(87);
    }
  }, 1_000).unref();
};

exports.exit = (code = 0) => process.exit(code);
