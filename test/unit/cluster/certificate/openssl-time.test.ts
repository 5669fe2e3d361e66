import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openSslTime } from "../../../../cluster/certificate/openssl-time";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** As OpenSSL prints it: the day's first digit may be a blank. */
function printed(date: Date): string {
  const two = (number: number, fill = "0"): string => String(number).padStart(2, fill);
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map((part) => two(part));
  const day = two(date.getUTCDate(), " ");
  return `${MONTHS[date.getUTCMonth()] ?? ""} ${day} ${time.join(":")} ${String(date.getUTCFullYear()).padStart(4, "0")} GMT`;
}

describe("a time that OpenSSL prints", () => {
  it("is any second between 1950 and 9999", () => {
    const between = { min: new Date("1950-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z") };
    fc.assert(
      fc.property(fc.date({ ...between, noInvalidDate: true }), (date) => {
        date.setUTCMilliseconds(0);
        expect(openSslTime(printed(date))).toBe(date.getTime());
      }),
    );
  });

  it("is not made of other words", () => {
    for (const words of ["", "soon", "Jam  1 00:00:00 2026 GMT", "2026-01-01T00:00:00Z"])
      expect(openSslTime(words)).toBeNaN();
  });
});
