import { importCommand } from "../../../../cluster/import/import-command";

/** Why a text cannot be imported. */
export function problem(text: string): string {
  try {
    importCommand(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "no problem";
}
