import { describe, expect, test } from "vitest";
import type { ManifestSummary } from "../../../client/manifests/manifest-summary";
import type { ClusterLive, NodeLive } from "../../../client/state/cluster-state";
import { clusterEntry } from "../../../client/tree/cluster-entries";
import type { TreeEntry } from "../../../client/tree/tree-entry";
import type { NodeStatus } from "../../../operations/cluster-status";
import { english } from "./format";

const MANIFEST: ManifestSummary = {
  id: "file:///video/production.openvidu.yaml",
  path: "production.openvidu.yaml",
  name: "production",
  domain: "openvidu.example.io",
  errors: 0,
  nodes: [
    { name: "master-1", role: "master", offset: 10 },
    { name: "master-2", role: "master", offset: 20 },
    { name: "media-1", role: "media", offset: 30 },
  ],
};

const NOTHING: ClusterLive = { nodes: new Map(), urls: [] };

function running(name: string): NodeStatus {
  return {
    ...{ name, role: "master", privateIp: "10.5.0.1", state: "running", missingPorts: [] },
    services: [{ name: "caddy", state: "running", restarts: 0, healthy: true }],
  };
}

function live(nodes: Readonly<Record<string, NodeLive>>): ClusterLive {
  return { nodes: new Map(Object.entries(nodes)), urls: [] };
}

function outline(entry: TreeEntry, indent = ""): string[] {
  const line = `${indent}${[entry.label, entry.description].filter(Boolean).join(" | ")}`;
  return [line, ...entry.children.flatMap((child) => outline(child, `${indent}  `))];
}

function ids(entry: TreeEntry): string[] {
  return [entry.id, ...entry.children.flatMap(ids)];
}

describe("the tree of a cluster", () => {
  test("shows groups and nodes before anybody has looked at them", () => {
    expect(outline(clusterEntry(MANIFEST, NOTHING, english))).toEqual([
      "production | openvidu.example.io",
      "  Master nodes (2)",
      "    master-1 | not checked",
      "    master-2 | not checked",
      "  Media nodes (1)",
      "    media-1 | not checked",
    ]);
  });

  test("counts the running nodes and shows their services", () => {
    const state = live({ "master-1": { checking: false, status: running("master-1") } });
    expect(outline(clusterEntry(MANIFEST, state, english))).toEqual([
      "production | 1 of 3 running",
      "  Master nodes (2) | 1 of 2 running",
      "    master-1 | running",
      "      caddy | running",
      "    master-2 | not checked",
      "  Media nodes (1)",
      "    media-1 | not checked",
    ]);
  });

  test("keeps the ids of rows over every change of state", () => {
    const before = ids(clusterEntry(MANIFEST, live({ "master-1": { checking: true } }), english));
    const busy = live({ "master-1": { checking: false, step: "installing OpenVidu" } });
    expect(ids(clusterEntry(MANIFEST, { ...busy, action: "deploy" }, english))).toEqual(before);
  });

  test("says that it is being deployed, with each node's step", () => {
    const state = { ...live({ "media-1": { checking: false, step: "start OpenVidu" } }), action: "deploy" };
    const lines = outline(clusterEntry(MANIFEST, state, english));
    expect(lines[0]).toBe("production | deploying…");
    expect(lines.at(-1)).toBe("    media-1 | start OpenVidu…");
  });

  test("tells clusters of the same name apart by their files", () => {
    expect(clusterEntry(MANIFEST, NOTHING, english, true).description).toBe(
      "production.openvidu.yaml · openvidu.example.io",
    );
  });

  test("leads to the problems of a manifest with errors", () => {
    const entry = clusterEntry({ ...MANIFEST, errors: 2 }, NOTHING, english);
    expect(entry.description).toBe("2 errors in the manifest");
    expect(entry.children[0]?.command?.id).toBe("openviduCluster.showProblems");
  });

  test("offers to try again where the cluster could not be looked at", () => {
    const error = { attempted: "look", cause: "No key.", suggestion: "Add one.", code: "x" };
    const [row] = clusterEntry(MANIFEST, { ...NOTHING, error }, english).children;
    expect([row?.label, row?.command?.id]).toEqual(["No key.", "openviduCluster.refresh"]);
  });

  test("has words for menus, and every row something for screen readers", () => {
    const entry = clusterEntry(MANIFEST, NOTHING, english);
    expect(entry.context).toBe("cluster valid");
    expect(entry.children[0]?.children[0]?.context).toBe("node master unknown");
    expect(entry.children[0]?.children[0]?.spoken).toBe("Master node master-1, not checked");
  });
});
