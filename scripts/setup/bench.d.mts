/** Installs what is missing and answers where things are. */
export function setUpBench(options?: { log?: (message: string) => void }): Promise<{
  readonly node: string;
  readonly yamlServer: string;
}>;
