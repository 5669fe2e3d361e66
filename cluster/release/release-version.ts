const VERSION = /^(\d+)\.(\d+)\.(\d+)(?:-beta(\d+))?$/;

/** Orders versions such as `3.0.0-beta1` < `3.0.0` < `3.10.0`; undefined where one of them is no version. */
export function compareVersions(one: string, other: string): number | undefined {
  const [left, right] = [VERSION.exec(one), VERSION.exec(other)];
  if (left === null || right === null) return undefined;
  for (const place of [1, 2, 3, 4]) {
    // A release without "-beta" is newer than all of its betas.
    const [a, b] = [Number(left[place] ?? Infinity), Number(right[place] ?? Infinity)];
    if (a !== b) return a - b;
  }
  return 0;
}
