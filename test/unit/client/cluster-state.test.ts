import { describe, expect, test } from "vitest";
import { ClusterState } from "../../../client/state/cluster-state";
import type { NodeStatus } from "../../../operations/cluster-status";

const ID = "file:///a.openvidu.yaml";
const STATUS: NodeStatus = {
  ...{ name: "master-1", role: "master", privateIp: "10.5.0.1", state: "running" },
  ...{ services: [], missingPorts: [] },
};
const FAILURE = { attempted: "install", node: "master-1", cause: "no space", suggestion: "Free.", code: "x" };

function started(state: ClusterState): void {
  const nodes = [{ name: "master-1", role: "master" as const }];
  state.follow(ID, { type: "action-started", time: 0, action: "deploy", cluster: "c", nodes, phases: [] });
}

describe("the state of a cluster", () => {
  test("each node changes as it answers, the others are still being asked", () => {
    const state = new ClusterState();
    state.beginCheck(ID, ["master-1", "master-2"]);
    state.nodeChecked(ID, STATUS);
    const { nodes } = state.get(ID);
    expect(nodes.get("master-1")).toEqual({ checking: false, status: STATUS });
    expect(nodes.get("master-2")).toEqual({ checking: true });
  });

  test("nobody is being asked any more when the look has ended", () => {
    const state = new ClusterState();
    state.beginCheck(ID, ["master-1"]);
    state.endCheck(ID, { error: FAILURE });
    expect(state.get(ID).nodes.get("master-1")?.checking).toBe(false);
    expect(state.get(ID).error).toBe(FAILURE);
  });

  test("follows the steps of an action", () => {
    const state = new ClusterState();
    started(state);
    expect(state.get(ID).action).toBe("deploy");
    const step = { time: 0, phase: "install", node: "master-1" };
    state.follow(ID, { type: "step-started", ...step, title: "installing" });
    expect(state.get(ID).nodes.get("master-1")?.step).toBe("installing");
    state.follow(ID, { type: "step-progress", ...step, message: "pulling images" });
    expect(state.get(ID).nodes.get("master-1")?.step).toBe("pulling images");
    state.follow(ID, { type: "step-ended", ...step, outcome: "done", message: "installed" });
    expect(state.get(ID).nodes.get("master-1")?.step).toBeUndefined();
  });

  test("remembers why an action failed on a node until the next one starts", () => {
    const state = new ClusterState();
    started(state);
    const step = { time: 0, phase: "install", node: "master-1" };
    state.follow(ID, { type: "step-ended", ...step, outcome: "failed", message: "", error: FAILURE });
    state.follow(ID, {
      ...{ type: "action-ended", time: 0, action: "deploy", outcome: "failed", message: "" },
      errors: [FAILURE],
    });
    expect(state.get(ID).action).toBeUndefined();
    expect(state.get(ID).nodes.get("master-1")?.failure).toBe(FAILURE);
    started(state);
    expect(state.get(ID).nodes.get("master-1")?.failure).toBeUndefined();
  });

  test("what was seen before an action is not believed after it", () => {
    const state = new ClusterState();
    state.nodeChecked(ID, { ...STATUS, state: "not-installed" });
    started(state);
    const end = { time: 0, action: "deploy", outcome: "done", message: "", errors: [] } as const;
    state.follow(ID, { type: "action-ended", ...end });
    expect(state.get(ID).nodes.get("master-1")?.status).toBeUndefined();
  });

  test("tells listeners which manifest changed, until they leave", () => {
    const state = new ClusterState();
    const heard: string[] = [];
    const leave = state.onDidChange((id) => heard.push(id));
    state.beginCheck(ID, ["master-1"]);
    leave();
    state.endCheck(ID);
    expect(heard).toEqual([ID]);
  });
});
