import type { Answers } from "./question";

const PREFIX = { private: "10.255.255.", public: "198.51.100." } as const;

/** Addresses that no answer names, to stand in for machines that are not known yet. */
export function freeAddresses(answers: Answers, kind: keyof typeof PREFIX, count: number): string[] {
  const written = JSON.stringify(answers);
  const free: string[] = [];
  for (let last = 1; free.length < count && last < 255; last += 1) {
    const address = `${PREFIX[kind]}${String(last)}`;
    if (!new RegExp(`(?<![\\d.])${address.replaceAll(".", "\\.")}(?!\\d)`).test(written)) free.push(address);
  }
  return free;
}
