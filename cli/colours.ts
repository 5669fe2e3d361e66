import picocolors from "picocolors";

export type Colours = ReturnType<typeof picocolors.createColors>;

/** Colours, or their plain stand-ins where output is no terminal. */
export function coloursFor(terminal: { readonly colours: boolean }): Colours {
  return picocolors.createColors(terminal.colours);
}
