import { nearestWord } from "../nearest-word";

/** The name that was probably meant. The part before the dot is often left out. */
export function nearestSecretName(written: string, names: Iterable<string>): string | undefined {
  const known = [...names];
  const near = nearestWord(written, known);
  if (near !== undefined) return near;
  const short = (name: string): string => name.slice(name.indexOf(".") + 1);
  const meant = nearestWord(short(written), known.map(short));
  return known.find((name) => short(name) === meant);
}
