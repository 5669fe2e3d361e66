/** Whether a value only stands for one: a mask, as commands are shown with, or a name in angle brackets. */
export function isPlaceholder(text: string): boolean {
  return /[•●]/.test(text) || /^(?:\*+|<[^<>]*>)$/.test(text.trim());
}
