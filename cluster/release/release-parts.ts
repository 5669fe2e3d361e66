import type { ReleaseFacts } from "../generated/release-facts";
import { listWords } from "../nearest-word";
import { conditionWords } from "./condition-words";
import {
  argumentLine,
  containerLine,
  factLine,
  fileLine,
  outboundLine,
  parameterLine,
  portLine,
  problemLine,
  type FactLine,
} from "./fact-lines";
import { releaseSpans } from "./release-spans";

export interface ReleasePart {
  readonly title: string;
  readonly lines: readonly FactLine[];
}

/** Everything that the catalogue knows of a release, in words and in a fixed order. `versions`: of the catalogue, oldest first. */
export function releaseParts(release: ReleaseFacts, versions: readonly string[]): ReleasePart[] {
  return [
    { title: "Needs and upgrade", lines: needs(release, versions) },
    {
      title: "Modules",
      lines: release.modules.map((module) => factLine(module, module.name, module.description)),
    },
    { title: "Ports", lines: release.ports.map(portLine) },
    { title: "Outbound", lines: release.outbound.map(outboundLine) },
    { title: "Arguments", lines: release.arguments.map(argumentLine) },
    { title: "Containers", lines: release.containers.map(containerLine) },
    { title: "Files on the nodes", lines: [...general(release), ...release.nodeFiles.map(fileLine)] },
    { title: "Parameters on the nodes", lines: release.parameters.map(parameterLine) },
    {
      title: "Addresses",
      lines: release.urls.map((url) => factLine(url, `${url.name}: ${url.url}${conditionWords(url.when)}`)),
    },
    { title: "Known problems", lines: release.knownProblems.map(problemLine) },
  ];
}

/** How many facts of a release no public source confirms. */
export function countUnverified(parts: readonly ReleasePart[]): number {
  return parts.flatMap(({ lines }) => lines).filter(({ unverified }) => unverified !== undefined).length;
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
  const back = upgrade.rollback === undefined ? [] : [`Way back: ${upgrade.rollback}`];
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

function general({ files, health, wizard }: ReleaseFacts): FactLine[] {
  return [
    ...files.credentials.map((path) => factLine(files, `Credentials in ${path}`)),
    factLine(health, `Health of a ${health.role} node: ${health.url}`),
    factLine(wizard, `Wizard: ${wizard.command}`),
  ];
}
