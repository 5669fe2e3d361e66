import { LSPErrorCodes, ResponseError, type CancellationToken } from "vscode-languageserver";

/**
 * A request's handler that cannot take the server down: a cancelled request is not computed, and what a handler
 * throws becomes an error answer and a line in the log.
 */
export function answering<Params, Result>(
  method: string,
  logError: (message: string) => void,
  handle: (params: Params) => Result,
): (params: Params, token: CancellationToken) => Result | ResponseError<never> {
  return (params, token) => {
    if (token.isCancellationRequested) {
      return new ResponseError<never>(LSPErrorCodes.RequestCancelled, `${method} was cancelled.`);
    }
    try {
      return handle(params);
    } catch (error) {
      logError(`${method}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      const why = error instanceof Error ? error.message : String(error);
      return new ResponseError<never>(LSPErrorCodes.RequestFailed, `${method} failed: ${why}`);
    }
  };
}
