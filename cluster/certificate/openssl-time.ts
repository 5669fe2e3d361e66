const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const TIME = /^(\w{3}) +(\d{1,2}) (\d{2}):(\d{2}):(\d{2}) (\d{4}) GMT$/;

/**
 * A time as OpenSSL prints it, `Jan  2 03:04:05 2026 GMT`, in milliseconds since 1970; NaN where it is none.
 * Computed here, because whatever knows dates knows the clock too.
 */
export function openSslTime(written: string): number {
  const [, name = "", ...numbers] = TIME.exec(written) ?? [];
  const [day = NaN, hour = NaN, minute = NaN, second = NaN, year = NaN] = numbers.map(Number);
  const month = MONTHS.indexOf(name);
  if (month < 0) return NaN;
  return ((dayNumber(year, month, day) * 24 + hour) * 60 + minute) * 60_000 + second * 1000;
}

/** Days since 1970-01-01 in the Gregorian calendar; months from 0. Years are taken to begin in March, so that a leap day is the last of one. */
function dayNumber(year: number, month: number, day: number): number {
  const fromMarch = (month + 10) % 12;
  const marchYear = month < 2 ? year - 1 : year;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const before = Math.floor((153 * fromMarch + 2) / 5);
  return marchYear * 365 + leapDays + before + day - 1 - 719_468;
}
