import { describe, expect, it } from "vitest";
import type { ClusterNode } from "../../../../cluster/cluster";
import { boundPorts } from "../../../../cluster/ports/bound-ports";
import { expectedContainers } from "../../../../cluster/release/expected-containers";
import type { NodeStatus } from "../../../../operations/cluster-status";
import type { NodeFacts } from "../../../../operations/node/node-facts";
import { nodeStatus, unreachableStatus } from "../../../../operations/node/node-status";
import { facts, installedFacts, productionCluster } from "../builders";

const cluster = productionCluster();
const NOW = 1_000_000_000_000;

function anyMaster(): ClusterNode {
  const [master] = cluster.masters;
  if (master === undefined) throw new Error("The example has masters.");
  return master;
}

function status(found: NodeFacts): NodeStatus {
  return nodeStatus(cluster, anyMaster(), found);
}

function running(changes: Partial<NodeFacts> = {}): NodeFacts {
  return installedFacts({
    unitState: "active",
    unitSince: NOW - 3_600_000,
    healthStatus: 200,
    containers: expectedContainers(cluster, "master").map((name) => ({
      name,
      state: "running",
      restarts: 0,
      startedMilliseconds: NOW - 3_600_000,
    })),
    listeners: boundPorts(cluster, "master").flatMap(({ protocol, first, last }) =>
      Array.from({ length: last - first + 1 }, (_, index) => ({
        protocol,
        address: "0.0.0.0",
        port: first + index,
      })),
    ),
    ...changes,
  });
}

function stateOf(found: NodeFacts): string {
  const { state, reason = "" } = status(found);
  return `${state}: ${reason}`;
}

function withContainer(name: string, changes: object): NodeFacts {
  const whole = running();
  return {
    ...whole,
    containers: whole.containers.map((container) =>
      container.name === name ? { ...container, ...changes } : container,
    ),
  };
}

describe("a node", () => {
  it("that has everything runs", () => {
    expect(status(running())).toMatchObject({
      state: "running",
      release: "3.8.0",
      missingPorts: [],
    });
  });

  it("without OpenVidu is not installed, and has no services to speak of", () => {
    expect(status(facts())).toMatchObject({
      state: "not-installed",
      services: [],
      missingPorts: [],
    });
  });

  it("is being installed while the job runs", () => {
    expect(stateOf(facts({ job: { running: true, unread: true } }))).toBe(
      "installing: An installation runs.",
    );
  });

  it("is stopped while its unit is", () => {
    expect(stateOf(installedFacts())).toMatch(/^stopped/);
    expect(stateOf(installedFacts({ unitState: "failed" }))).toBe("stopped: OpenVidu's unit has failed.");
  });

  it("lacks what is missing, by name", () => {
    const { containers, listeners } = running();
    const lacking = running({
      containers: containers.filter(({ name }) => name !== "mongo"),
      listeners: listeners.filter(({ port }) => port !== 20_000),
    });
    expect(stateOf(lacking)).toBe("degraded: Missing: mongo; Nothing listens on 20000/tcp.");
    expect(status(lacking).services).toContainEqual({
      name: "mongo",
      state: "missing",
      restarts: 0,
      healthy: false,
    });
  });

  it("is starting, not degraded, for a while after its start", () => {
    expect(stateOf(running({ containers: [], unitSince: NOW - 10_000 }))).toMatch(/^starting/);
    expect(stateOf(running({ containers: [], unitSince: NOW - 600_000 }))).toMatch(/^degraded/);
    expect(stateOf(running({ healthStatus: 0, unitSince: NOW - 10_000 }))).toBe(
      "starting: The health check answers nothing.",
    );
  });

  it("is degraded by a container that restarts, although it runs at this moment", () => {
    const looping = withContainer("caddy", { restarts: 7, startedMilliseconds: NOW - 2_000 });
    expect(stateOf({ ...looping, unitSince: NOW - 10_000 })).toBe("degraded: Restarting: caddy.");
  });

  it("is well when a container restarted long ago", () => {
    expect(stateOf(withContainer("caddy", { restarts: 1, startedMilliseconds: NOW - 3_600_000 }))).toBe(
      "running: ",
    );
  });

  it("that could not be asked carries the reason", () => {
    const error = {
      attempted: "connect",
      cause: "There is no route.",
      suggestion: "Look.",
      code: "no-route",
    };
    expect(unreachableStatus(anyMaster(), error)).toMatchObject({
      state: "unreachable",
      reason: "There is no route.",
      error,
    });
  });
});
