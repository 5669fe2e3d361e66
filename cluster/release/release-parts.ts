import type { ReleaseFacts } from "../generated/release-facts";
import { listWords } from "../nearest-word";
import { fullIdentityOf, identityOf, type FactList, type JsonFact } from "./fact-identity";
import {
  argumentLine,
  containerLine,
  factLine,
  fileLine,
  moduleLine,
  outboundLine,
  parameterLine,
  portLine,
  problemLine,
  urlLine,
  type FactLine,
} from "./fact-lines";
import { releaseSpans } from "./release-spans";

/** A fact with what tells it from the others of its part, the same at every release. */
export interface IdentifiedFact extends FactLine {
  readonly identity: string;
  /** Whose it is, where something else may come to stand under the same identity: the service of a port. */
  readonly owner?: string;
  /** What stays the same where the identity changes: what a port is for, whatever its number. */
  readonly subject?: string;
}

export interface ReleasePart {
  readonly title: string;
  readonly facts: readonly IdentifiedFact[];
}

/** Everything that the catalogue knows of a release, in words and in a fixed order. `versions`: of the catalogue, oldest first. */
export function releaseParts(release: ReleaseFacts, versions: readonly string[]): ReleasePart[] {
  return [
    { title: "Needs and upgrade", facts: singles(needs(release, versions)) },
    { title: "Modules", facts: listed("modules", release.modules, moduleLine) },
    { title: "Ports", facts: portFacts(release) },
    { title: "Outbound", facts: listed("outbound", release.outbound, outboundLine) },
    { title: "Arguments", facts: listed("arguments", release.arguments, argumentLine) },
    { title: "Containers", facts: listed("containers", release.containers, containerLine) },
    {
      title: "Files on the nodes",
      facts: [...singles(general(release)), ...listed("nodeFiles", release.nodeFiles, fileLine)],
    },
    { title: "Parameters on the nodes", facts: listed("parameters", release.parameters, parameterLine) },
    { title: "Addresses", facts: listed("urls", release.urls, urlLine) },
    { title: "Known problems", facts: listed("knownProblems", release.knownProblems, problemLine) },
  ];
}

/** Facts of a list, each with what it is addressed by: with its condition only where it shares the rest. */
function listed<Fact extends object>(
  list: FactList,
  facts: readonly Fact[],
  inWords: (fact: Fact) => FactLine,
): IdentifiedFact[] {
  const short = facts.map((fact) => identityOf(list, fact as JsonFact));
  return facts.map((fact, index) => {
    const own = short[index] ?? "";
    const shared = short.indexOf(own) !== short.lastIndexOf(own);
    return { ...inWords(fact), identity: shared ? fullIdentityOf(list, fact as JsonFact) : own };
  });
}

function portFacts({ ports }: ReleaseFacts): IdentifiedFact[] {
  return listed("ports", ports, portLine).map((fact, index) => {
    const { role, protocol, from = [], service = "", purpose = "" } = ports[index] ?? {};
    return {
      ...fact,
      owner: service,
      subject: [role, protocol, from.join("+"), service, purpose].join(" "),
    };
  });
}

function singles(lines: readonly FactLine[]): IdentifiedFact[] {
  return lines.map((line) => ({ ...line, identity: line.label }));
}

/** How many facts of a release no public source confirms. */
export function countUnverified(parts: readonly ReleasePart[]): number {
  return parts.flatMap(({ facts }) => facts).filter(({ unverified }) => unverified !== undefined).length;
}

function needs(
  { docker, rtcEngines, architectures, upgrade, configuration, drain }: ReleaseFacts,
  all: readonly string[],
): FactLine[] {
  const least = (version: string | null): string => version ?? "not known";
  const from = upgrade.from.length === 0 ? "no updater" : listWords(releaseSpans(upgrade.from, all), "and");
  const run = upgrade.chained ? "in one run" : "one step a run";
  const stops = upgrade.stops.map((stop) => `${stop.at} (from ${listWords(stop.from, "and")})`);
  const script = upgrade.script === null ? [] : [`Updater: ${upgrade.script}`];
  const back = wayBack(upgrade);
  return [
    factLine(docker, "Docker, at least", undefined, least(docker.engine)),
    factLine(docker, "docker-compose, at least", undefined, least(docker.compose)),
    factLine(
      rtcEngines,
      "WebRTC engine unless chosen",
      `Allowed: ${rtcEngines.allowed.join(", ")}.`,
      rtcEngines.default,
    ),
    ...architectures.map((architecture) => factLine(architecture, `Runs on ${architecture.name}`)),
    factLine(
      upgrade,
      "Upgrade from",
      [...script, ...upgrade.steps, ...back].join(" · "),
      upgrade.from.length === 0 ? from : `${from}, ${run}`,
    ),
    ...(stops.length === 0
      ? []
      : [
          factLine(
            upgrade,
            "Upgrade stops at",
            upgrade.stops.map(({ why }) => why).join(" "),
            listWords(stops, "and"),
          ),
        ]),
    factLine(
      configuration,
      "Changed configuration",
      configuration.how,
      configuration.replicated ? "replicated" : "on each node by hand",
    ),
    factLine(
      drain,
      "Emptying a media node",
      `${drain.signal} to ${drain.containers.join(", ")}.`,
      drain.label === undefined ? drain.signal : `${drain.signal}, also label ${drain.label}`,
    ),
  ];
}

function wayBack({ rollback }: ReleaseFacts["upgrade"]): string[] {
  return rollback === undefined
    ? []
    : [`Way back, ${rollback.where}: ${rollback.command} (${rollback.restores})`];
}

function general({ files, storage, health, wizard }: ReleaseFacts): FactLine[] {
  return [
    ...files.credentials.map((path) => factLine(files, `Credentials in ${path}`)),
    factLine(storage, "The cluster's own bucket in MinIO", undefined, storage.bucket),
    factLine(health, `Health of a ${health.role} node: ${health.url}`),
    factLine(wizard, `Wizard: ${wizard.command}`),
    factLine(wizard, `Wizard's engines: ${wizard.engines.map(({ label }) => label).join(", ")}`),
    factLine(wizard, `Wizard's modules: ${wizard.modules.map(({ label }) => label).join(", ")}`),
  ];
}
