import type { ReleaseFacts } from "../generated/release-facts";
import { listWords } from "../nearest-word";
import { conditionWords } from "./condition-words";

/** A fact of a release in words, with what it is known by. */
export interface FactLine {
  /** What the fact is; the same at every release that has it. */
  readonly label: string;
  /** What differs from release to release; absent where a release has the fact or not. */
  readonly value?: string;
  /** More about it. */
  readonly detail?: string;
  /** Keys of the release's `sources`. */
  readonly source: string;
  /** What about it no public source confirms. */
  readonly unverified?: string;
}

type Item<List extends keyof ReleaseFacts> = ReleaseFacts[List] extends readonly (infer Fact)[]
  ? Fact
  : never;

interface Sourced {
  readonly source: string;
  readonly unverified?: string;
}

/** A fact in words; `detail` says more about it, `value` is what differs from release to release. */
export function factLine(
  { source, unverified }: Sourced,
  label: string,
  detail?: string,
  value?: string,
): FactLine {
  return {
    label,
    ...(value === undefined ? {} : { value }),
    ...(detail === undefined ? {} : { detail }),
    source,
    ...(unverified === undefined ? {} : { unverified }),
  };
}

const FROM = { world: "everywhere", masters: "masters", media: "media nodes", loadBalancer: "load balancer" };

/** Who reaches which port, and what it is for. */
export function portLine(fact: Item<"ports">): FactLine {
  const from =
    fact.from.length === 0
      ? "on the machine itself"
      : `from ${listWords(
          fact.from.map((source) => FROM[source]),
          "and",
        )}`;
  const optional = fact.optional === true ? " (optional)" : "";
  const label = `${fact.role} ${fact.protocol.toUpperCase()} ${fact.ports} ${from}${conditionWords(fact.when)}${optional}`;
  return factLine(fact, label, `${fact.purpose} (${fact.service})`);
}

/** What the nodes reach outside of the cluster. */
export function outboundLine(fact: Item<"outbound">): FactLine {
  return factLine(
    fact,
    `${fact.to} ${fact.protocol.toUpperCase()} ${fact.ports}, ${fact.at}${conditionWords(fact.when)}`,
    `${fact.purpose} (${fact.roles.join(", ")})`,
  );
}

/** An argument of the installer and where its value comes from. */
export function argumentLine(fact: Item<"arguments">): FactLine {
  const { value, required, secret, generate, allowed } = fact;
  const from =
    value.key ??
    value.file ??
    value.nodeKey ??
    (value.text === undefined ? undefined : `always '${value.text}'`) ??
    (value.masterPrivateIps === true ? "the masters' privateIp" : undefined) ??
    (value.extra === true ? "only by installer.arguments" : "no value");
  const words = [
    from,
    ...(allowed === undefined ? [] : [allowed.join(" | ")]),
    ...(required === true ? ["required"] : []),
    ...(secret === true ? ["secret"] : []),
    ...(generate === undefined ? [] : ["generated where left out"]),
  ];
  return factLine(fact, `${fact.role} ${fact.name}${conditionWords(fact.when)}`, words.join(", "));
}

/** A container and the role that runs it. */
export function containerLine(fact: Item<"containers">): FactLine {
  return factLine(fact, `${fact.role} ${fact.name}${conditionWords(fact.when)}`);
}

/** A file on the nodes. */
export function fileLine(fact: Item<"nodeFiles">): FactLine {
  return factLine(fact, `${fact.path} (${fact.roles.join(", ")})`, `${fact.purpose}; since ${fact.since}`);
}

/** A key in a parameter file. */
export function parameterLine(fact: Item<"parameters">): FactLine {
  const key = fact.manifestKey === undefined ? "" : ` (manifest: ${fact.manifestKey})`;
  return factLine(
    fact,
    `${fact.role} ${fact.key} in ${fact.file}`,
    `${fact.purpose}${key}${fact.secret === true ? ", secret" : ""}`,
  );
}

/** A known problem and what to do. */
export function problemLine(fact: Item<"knownProblems">): FactLine {
  const failing = fact.installation === "fails" ? ["A new installation fails."] : [];
  const advice = fact.advice === undefined ? [] : [fact.advice];
  return factLine(fact, `${fact.name}: ${fact.problem}`, [...failing, ...advice].join(" "));
}

/** A module that can be enabled. */
export function moduleLine(fact: Item<"modules">): FactLine {
  return factLine(fact, fact.name, fact.description);
}

/** Where a service is found. */
export function urlLine(fact: Item<"urls">): FactLine {
  return factLine(fact, `${fact.name}: ${fact.url}${conditionWords(fact.when)}`);
}
