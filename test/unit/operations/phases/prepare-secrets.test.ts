import { describe, expect, it } from "vitest";
import type { Cluster } from "../../../../cluster/cluster";
import type { ActionContext, AdoptOffer, MissingSecret } from "../../../../operations/action-context";
import { prepareSecrets } from "../../../../operations/phases/prepare-secrets";
import { runPhases } from "../../../../operations/phases/run-phases";
import { Secret } from "../../../../operations/secrets/secret";
import type { RootShell } from "../../../../operations/ssh/root-shell";
import { AT_BETA1, clusterOf, manifest } from "../../../fixtures/manifest-builder";
import { collect, deploymentOf, facts, installedFacts, memoryStore } from "../builders";

/** Everything that an installation of the example needs, but for the license. */
const OTHERS = Object.fromEntries(
  [
    ...["livekitApiKey", "livekitApiSecret", "dashboardAdminPassword", "redisPassword", "minioSecretKey"],
    ...["mongoAdminPassword", "mongoReplicaSetKey", "grafanaAdminPassword", "meetInitialAdminPassword"],
    ...["defaultAppPassword", "defaultAppAdminPassword"],
  ].map((key) => [`credentials.${key}`, `Kept${key}`]),
);

const AT_3_8 = clusterOf(manifest());
const AT_BETA = clusterOf(manifest(...AT_BETA1));

/** Masters whose file of shared parameters holds this text. */
function shellsOf(cluster: Cluster, text: string): Map<string, RootShell> {
  const shell: RootShell = {
    run: () => Promise.resolve({ status: 0, stdout: `\n\u001e0\n${text}\n`, stderr: "" }),
    close: () => undefined,
  };
  return new Map(cluster.nodes.map(({ name }) => [name, shell]));
}

const yes = (): Promise<boolean> => Promise.resolve(true);
const no = (): Promise<boolean> => Promise.resolve(false);

interface Situation {
  readonly cluster?: Cluster;
  /** Nodes without OpenVidu. */
  readonly toInstall: readonly string[];
  readonly kept?: Readonly<Record<string, string>>;
  /** What the masters' file tells. */
  readonly onMasters?: string;
  readonly mayAdopt?: NonNullable<ActionContext["mayAdopt"]>;
  readonly signal?: AbortSignal;
  /** What the person does who is asked; nobody is there where it is left out. */
  readonly person?: (store: ReturnType<typeof memoryStore>) => Promise<void>;
}

async function prepared(situation: Situation) {
  const { cluster = AT_3_8, toInstall, kept = OTHERS, onMasters = "" } = situation;
  const { person, mayAdopt = no, signal = new AbortController().signal } = situation;
  const [offers, asked]: [AdoptOffer[], MissingSecret[]] = [[], []];
  const store = memoryStore(kept);
  const context: Partial<ActionContext> = {
    secrets: store,
    signal,
    mayAdopt: (offer) => {
      offers.push(offer);
      return mayAdopt(offer);
    },
    ...(person === undefined
      ? {}
      : {
          askFor: (missing) => {
            asked.push(...missing);
            return person(store);
          },
        }),
  };
  const found = new Map(
    cluster.nodes.map(({ name }) => [name, toInstall.includes(name) ? facts() : installedFacts()]),
  );
  const deployment = { ...deploymentOf(cluster, found, context), shells: shellsOf(cluster, onMasters) };
  const { emit, events } = collect();
  const { outcome, errors } = await runPhases([prepareSecrets], deployment, { emit, signal, now: () => 0 });
  const notes = events.flatMap((event) => (event.type === "note" ? [event.message] : []));
  return { outcome, errors, notes, offers, asked, store, values: deployment.values };
}

const gives = (store: ReturnType<typeof memoryStore>): Promise<void> =>
  store.set(new Map([["license", new Secret("given")]]));

describe("a license that is lacking here", () => {
  it("is read from a running cluster, after asking, and nobody is asked for it", async () => {
    const { outcome, offers, asked, store, values } = await prepared({
      toInstall: ["media-1", "master-4"],
      onMasters: "OPENVIDU_PRO_LICENSE=of-the-cluster",
      mayAdopt: yes,
      person: gives,
    });
    expect(outcome).not.toBe("failed");
    expect(offers.map(({ names, masters }) => [names, masters])).toEqual([
      [["license"], ["master-1", "master-2", "master-3"]],
    ]);
    expect(asked).toEqual([]);
    expect(store.kept.get("license")).toBe("of-the-cluster");
    expect(values.get("license")).toBe("of-the-cluster");
  });

  it.each([
    ["that is not to be asked", no, "OPENVIDU_PRO_LICENSE=of-the-cluster"],
    ["that does not have it", yes, ""],
  ])("is asked of a person beside a cluster %s", async (_what, mayAdopt, onMasters) => {
    const { outcome, asked, values } = await prepared({
      toInstall: ["master-4"],
      onMasters,
      mayAdopt,
      person: gives,
    });
    expect(outcome).not.toBe("failed");
    expect(asked).toEqual([{ name: "license", key: "license" }]);
    expect(values.get("license")).toBe("given");
  });

  it("is asked of a person where nothing runs yet", async () => {
    const toInstall = AT_3_8.nodes.map(({ name }) => name);
    const { outcome, asked, offers, store } = await prepared({ toInstall, kept: {}, person: gives });
    expect(outcome).toBe("done");
    expect([asked.length, offers.length]).toEqual([1, 0]);
    expect(store.kept.get("credentials.redisPassword")).toMatch(/^[A-Za-z0-9]{44}$/);
  });

  it("is not asked for where nothing is to be installed, nor where more is wrong than that", async () => {
    expect((await prepared({ toInstall: [], person: gives })).asked).toEqual([]);
    const { asked, errors } = await prepared({ toInstall: ["master-4"], kept: {}, person: gives });
    expect(asked).toEqual([]);
    expect(new Set(errors.map(({ code }) => code))).toEqual(
      new Set(["secret-missing", "secret-store-incomplete"]),
    );
  });

  it("ends the action where the person gives up, with nothing kept", async () => {
    const cancel = new AbortController();
    const { outcome, errors, store } = await prepared({
      toInstall: AT_3_8.nodes.map(({ name }) => name),
      kept: {},
      signal: cancel.signal,
      person: () => {
        cancel.abort();
        return Promise.resolve();
      },
    });
    expect([outcome, errors, store.kept.size]).toEqual(["cancelled", [], 0]);
  });

  it("is missing where nobody is there to ask, and the message names the running cluster", async () => {
    const { errors, notes } = await prepared({ toInstall: ["master-4"] });
    expect(errors.map(({ cause }) => cause)).toEqual(["There is no secret 'license' in memory."]);
    expect(errors[0]?.suggestion).toMatch(
      /^Let it be read from an installed master \(--adopt-secrets\)\. Or add it there,/,
    );
    expect(notes[0]).toContain("Deploy with --adopt-secrets");
  });

  it("is not to be had from a master of 3.0.0-beta1, and both the message and a note say why", async () => {
    const why =
      "No public source tells where a master of OpenVidu 3.0.0-beta1 keeps license: it cannot be read from there.";
    const { errors, offers } = await prepared({ cluster: AT_BETA, toInstall: ["master-4"] });
    expect(offers).toEqual([]);
    expect(errors.map(({ cause }) => cause)).toEqual([`There is no secret 'license' in memory. ${why}`]);
    expect(errors[0]?.suggestion).not.toContain("--adopt-secrets");
    const kept = { ...OTHERS };
    delete kept["credentials.redisPassword"];
    const adopting = await prepared({
      cluster: AT_BETA,
      toInstall: [],
      kept,
      onMasters: "REDIS_PASSWORD=redis",
      mayAdopt: yes,
    });
    expect(adopting.offers[0]?.names).toEqual(["credentials.redisPassword"]);
    expect(adopting.notes).toEqual([why]);
  });
});
