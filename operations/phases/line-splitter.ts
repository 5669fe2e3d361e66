/** Cuts a stream of text into lines, whatever their ends; what has no end yet waits for `end`. */
export function lineSplitter(onLine: (line: string) => void): { push(text: string): void; end(): void } {
  let rest = "";
  return {
    push(text) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(visible(line));
    },
    end() {
      if (rest !== "") onLine(visible(rest));
      rest = "";
    },
  };
}

/** What a terminal would show in the end: a progress bar draws over itself with carriage returns. */
function visible(line: string): string {
  return line.replace(/\r+$/, "").split("\r").at(-1) ?? "";
}
