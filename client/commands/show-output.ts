import type { App } from "../app";

/** Shows the one output channel. */
export function showOutput(app: App): Promise<void> {
  app.log.show();
  return Promise.resolve();
}
