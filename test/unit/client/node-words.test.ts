import { describe, expect, test } from "vitest";
import type { NodeLive } from "../../../client/state/cluster-state";
import { nodeLooks, serviceLooks } from "../../../client/tree/node-words";
import type { NodeState, NodeStatus, ServiceStatus } from "../../../operations/cluster-status";
import { english } from "./format";

function node(state: NodeState, more: Partial<NodeStatus> = {}): NodeLive {
  const status = {
    name: "n",
    role: "master" as const,
    privateIp: "10.5.0.1",
    services: [],
    missingPorts: [],
  };
  return { checking: false, status: { ...status, state, ...more } };
}

const SERVICE: ServiceStatus = { name: "caddy", state: "running", restarts: 0, healthy: true };

describe("a node's looks", () => {
  test.each([
    ["unreachable", "unreachable"],
    ["not-installed", "not installed"],
    ["installing", "installing…"],
    ["stopped", "stopped"],
    ["starting", "starting…"],
    ["running", "running"],
    ["degraded", "degraded"],
  ] as const)("%s reads '%s'", (state, text) => {
    expect(nodeLooks(node(state), english)).toMatchObject({ text, word: state });
  });

  test("gives the reason where it is not running", () => {
    expect(nodeLooks(node("degraded", { reason: "caddy is restarting" }), english).text).toBe(
      "degraded · caddy is restarting",
    );
    expect(nodeLooks(node("running", { reason: "all is well" }), english).text).toBe("running");
  });

  test("says in a few words why a node cannot be reached", () => {
    const error = { attempted: "connect", cause: "…", suggestion: "…", code: "host-key-unknown" };
    expect(nodeLooks(node("unreachable", { reason: "a long story", error }), english)).toMatchObject({
      text: "host key unknown",
      word: "unreachable",
    });
  });

  test("keeps showing the last state while it is asked again", () => {
    expect(nodeLooks({ ...node("running"), checking: true }, english).text).toBe("running");
    expect(nodeLooks({ checking: true }, english).text).toBe("checking…");
  });

  test("shows a running step before anything else, then the last failure", () => {
    const failure = { attempted: "install", cause: "no space left", suggestion: "Free some.", code: "x" };
    expect(nodeLooks({ ...node("stopped"), failure, step: "starting" }, english).text).toBe("starting…");
    expect(nodeLooks({ ...node("stopped"), failure }, english)).toMatchObject({
      text: "failed: no space left",
      word: "failed",
    });
  });
});

describe("a service's looks", () => {
  test("tells restarts", () => {
    expect(serviceLooks({ ...SERVICE, restarts: 1 }, english).text).toBe("running · 1 restart");
    expect(serviceLooks({ ...SERVICE, state: "restarting", restarts: 7 }, english).text).toBe(
      "restarting · 7 restarts",
    );
  });

  test("tells what is missing or not well apart from what runs", () => {
    expect(serviceLooks({ ...SERVICE, state: "missing" }, english).word).toBe("missing");
    expect(serviceLooks({ ...SERVICE, healthy: false }, english).word).toBe("unwell");
    expect(serviceLooks(SERVICE, english).word).toBe("running");
  });
});
