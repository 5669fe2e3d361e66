import { describe, expect, it } from "vitest";
import type { ReleaseFacts } from "../../../../cluster/cluster";
import { knownVersions, releases } from "../../../../cluster/release/catalogue";
import { releaseParts } from "../../../../cluster/release/release-parts";
import * as tables from "../../../fixtures/document/fact-table";

type Table = typeof tables.URLS;

/** The table as lines `release: text`, so that a difference names the release. */
function typed(table: Table): string[] {
  const lines = table.flatMap(([text, spans]) => versionsOf(spans).map((version) => `${version}: ${text}`));
  expect(new Set(lines).size, "a line of the table is there twice").toBe(lines.length);
  return lines.sort();
}

function versionsOf(spans: string): readonly string[] {
  if (spans === "all") return knownVersions;
  return spans.split(", ").flatMap((span) => {
    const [from = "", to = from] = span.split(" to ");
    const [first, last] = [knownVersions.indexOf(from), knownVersions.indexOf(to)];
    if (first < 0 || last < first) throw new Error(`'${span}' is no span of releases.`);
    return knownVersions.slice(first, last + 1);
  });
}

function told(textsOf: (release: ReleaseFacts) => readonly string[]): string[] {
  return releases.flatMap((release) => textsOf(release).map((text) => `${release.version}: ${text}`)).sort();
}

/** The words of a condition in the tables' order. */
function conditionOf(when: ReleaseFacts["ports"][number]["when"]): string[] {
  const { module, ingress, rtcEngine, turnDomain, customApplication, loadBalancing, ...rest } = when ?? {};
  expect(rest, "a condition that the tables do not have").toEqual({});
  const flags = [
    turnDomain === true ? "turnDomain" : undefined,
    customApplication === true ? "customApplication" : undefined,
  ];
  return [module, ingress, rtcEngine, ...flags, loadBalancing].filter((word) => word !== undefined);
}

describe("every release has what the documents tell of it, and nothing else", () => {
  it("the addresses", () => {
    const lines = told(({ urls }) =>
      urls.map(({ name, url, when }) => [name, url, ...conditionOf(when)].join(" ")),
    );
    expect(lines).toEqual(typed(tables.URLS));
  });

  it("the updater, the wizard, the health check, the bucket, and where credentials are", () => {
    const lines = told(({ files, health, storage, upgrade, wizard }) => [
      `directory ${files.directory}`,
      `deployment info ${files.deploymentInfo}`,
      `unit ${files.unit}`,
      ...files.credentials.map((file) => `credentials ${file}`),
      `health ${health.url} on a ${health.role}`,
      `bucket ${storage.bucket}`,
      `wizard ${wizard.command}`,
      `updater ${upgrade.script ?? "none"}`,
      ...upgrade.stops.map(({ at, from }) => `stop at ${at} from ${from.join(", ")}`),
      ...(upgrade.rollback === undefined
        ? []
        : [`way back, ${upgrade.rollback.where}: ${upgrade.rollback.command}: ${upgrade.rollback.restores}`]),
    ]);
    expect(lines).toEqual(typed(tables.SINGLE));
  });

  it("the files on the nodes", () => {
    expect(told(({ nodeFiles }) => nodeFiles.map(({ path, roles }) => `${roles.join("+")} ${path}`))).toEqual(
      typed(tables.FILES),
    );
  });

  it("the keys in these files, and which are secret", () => {
    const lines = told(({ parameters }) =>
      parameters.map(({ role, key, file, secret }) => {
        const name = file.slice(file.lastIndexOf("/") + 1);
        return `${role} ${key}${secret === true ? "!" : ""} in ${name}`;
      }),
    );
    expect(lines).toEqual(typed(tables.KEYS));
  });

  it("the files of the keys, which are files on the node", () => {
    for (const { version, parameters, nodeFiles } of releases) {
      const paths = nodeFiles.map(({ path }) => path);
      for (const { key, file } of parameters) expect(paths, `${version} ${key}`).toContain(file);
    }
  });

  it("what each port belongs to, and which ports are optional", () => {
    const lines = told(({ ports }) =>
      ports
        .filter(({ from }) => from.length > 0)
        .map(({ role, protocol, ports: numbers, from, when, optional }) => {
          const words = conditionOf(when).join(" ");
          return `${role} ${protocol} ${numbers} ${from.join("+")} [${words}]${optional === true ? " optional" : ""}`;
        }),
    );
    expect(lines).toEqual(typed(tables.PORT_CONDITIONS));
  });

  it("what is known to go wrong, and what it does to a new installation", () => {
    const lines = told(({ knownProblems }) =>
      knownProblems.map(({ name, installation = "-", when, solvedBy }) => {
        const only = when === undefined ? "" : `, with ${conditionOf(when).join(" ")}`;
        const unless = solvedBy === undefined ? "" : `, unless ${solvedBy.join(" and ")}`;
        return `${name}: ${installation}${only}${unless}`;
      }),
    );
    expect(lines).toEqual(typed(tables.PROBLEMS));
  });

  it("what is unverified, and nothing else is", () => {
    const lines = told((release) =>
      releaseParts(release, knownVersions).flatMap(({ facts }) =>
        facts.flatMap(({ identity, unverified }) => (unverified === undefined ? [] : [identity])),
      ),
    );
    expect(lines).toEqual(typed(tables.UNVERIFIED));
  });
});
