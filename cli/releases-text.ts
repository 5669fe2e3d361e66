import type { ReleaseFacts } from "../cluster/cluster";
import type { ReleaseDifference } from "../cluster/release/release-difference";
import { countUnverified, type IdentifiedFact, type ReleasePart } from "../cluster/release/release-parts";
import type { Colours } from "./colours";

export interface ReleaseSummary {
  readonly version: string;
  readonly docker: string | null;
  readonly compose: string | null;
  readonly rtcEngine: string;
  readonly modules: readonly string[];
  /** How many of its facts no public source confirms. */
  readonly unverified: number;
}

/** The known releases, a line each. */
export function releasesText(known: readonly ReleaseSummary[]): string {
  const rows = known.map(({ version, docker, compose, rtcEngine, modules, unverified }) => [
    version,
    `Docker ${docker ?? "not known"}`,
    `docker-compose ${compose ?? "not known"}`,
    rtcEngine,
    modules.join(", "),
    `${unverified} unverified`,
  ]);
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")).join("\n");
}

/** A whole release: every fact with its sources, and what about it no public source confirms. */
export function releaseText(release: ReleaseFacts, parts: readonly ReleasePart[], colours: Colours): string {
  const sections = parts
    .filter(({ facts }) => facts.length > 0)
    .map(({ title, facts }) =>
      [colours.bold(title), ...facts.flatMap((fact) => factLines(fact, colours))].join("\n"),
    );
  const sources = Object.entries(release.sources).map(([key, text]) => `  ${key}: ${text}`);
  return [
    colours.bold(`OpenVidu ${release.version}`) + `, ${countUnverified(parts)} facts unverified`,
    ...sections,
    [colours.bold("Sources"), ...sources].join("\n"),
  ].join("\n\n");
}

function factLines({ label, value, detail, source, unverified }: IdentifiedFact, colours: Colours): string[] {
  const about = value === undefined ? label : `${label}: ${value}`;
  return [
    `  ${about} ${colours.dim(`[${source}]`)}`,
    ...(detail === undefined || detail === "" ? [] : [`      ${detail}`]),
    ...doubt(unverified, colours),
  ];
}

const SIGNS = { added: "+", removed: "-", changed: "~" } as const;

/** What differs between two releases, part by part. */
export function differenceText(
  from: string,
  to: string,
  differences: readonly ReleaseDifference[],
  colours: Colours,
): string {
  const paint = { added: colours.green, removed: colours.red, changed: colours.yellow };
  const titles = [...new Set(differences.map(({ part }) => part))];
  const sections = titles.map((title) => {
    const own = differences.filter(({ part }) => part === title);
    const lines = own.flatMap((difference) => [
      `  ${paint[difference.kind](SIGNS[difference.kind])} ${differenceLine(difference)}`,
      ...doubt(difference.unverified, colours),
    ]);
    return [colours.bold(title), ...lines].join("\n");
  });
  const none = differences.length === 0 ? ["Nothing that is known differs."] : [];
  return [colours.bold(`From OpenVidu ${from} to ${to}`), ...sections, ...none].join("\n\n");
}

function differenceLine({ kind, fact, from, to, detail }: ReleaseDifference): string {
  if (kind !== "changed") return detail === undefined || detail === "" ? fact : `${fact}: ${detail}`;
  return to === fact ? `${from ?? ""} → ${to}` : `${fact}: ${from ?? ""} → ${to ?? ""}`;
}

function doubt(unverified: string | undefined, colours: Colours): string[] {
  return unverified === undefined ? [] : [`      ${colours.yellow("Unverified:")} ${unverified}`];
}
