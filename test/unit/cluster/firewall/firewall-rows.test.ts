import { describe, expect, it } from "vitest";
import { firewallRows, formatSources } from "../../../../cluster/firewall/firewall-rows";
import {
  AT_BETA1,
  clusterOf,
  documentManifest,
  manifest,
  production,
  readText,
  replace,
} from "../../../fixtures/manifest-builder";

function rows(text: string, withOptional = true): string[] {
  const { release, features } = clusterOf(text);
  return (["master", "media"] as const).flatMap((role) =>
    firewallRows(release, role, features).map((row) => {
      const cells = [role, row.protocol.toUpperCase(), row.ports, formatSources(row.from)];
      return [...cells, ...(withOptional ? [row.optional ? "optional" : ""] : [])].join(" | ").trimEnd();
    }),
  );
}

function fromDocument(name: string): string[] {
  return readText("test", "fixtures", "document", name).trimEnd().split("\n");
}

/** Rows that a change of the manifest takes away, and those that it adds. */
function difference(before: string, after: string): { gone: string[]; new: string[] } {
  const [one, other] = [rows(before, false), rows(after, false)];
  return {
    gone: one.filter((row) => !other.includes(row)),
    new: other.filter((row) => !one.includes(row)),
  };
}

const WORLD = "0.0.0.0/0, ::/0";
const ALL = "Master Nodes, Media Nodes";
const betaWithMinio = replace(documentManifest(), ["license:", "ingress: { publicMinio: true }\nlicense:"]);

describe("the firewall rows at the document's release", () => {
  it("are the rows of its two tables, in their order, with everything switched on", () => {
    expect(rows(betaWithMinio)).toEqual(fromDocument("beta1-ports.txt"));
  });

  it.each([
    [
      "[app, observability, v2compatibility]",
      "[app, v2compatibility]",
      [
        "master | TCP | 3000 | Master Nodes",
        "master | TCP | 7946-7947 | Master Nodes",
        "master | TCP | 9095-9096 | Master Nodes",
        "master | TCP | 3100 | Media Nodes",
        "master | TCP | 9009 | Media Nodes",
      ],
    ],
    ["[app, observability, v2compatibility]", "[app, observability]", [`master | TCP | 4443 | ${ALL}`]],
    [
      "[app, observability, v2compatibility]",
      "[observability, v2compatibility]",
      [`master | TCP | 6080 | ${ALL}`],
    ],
    ["publicMinio: true", "publicMinio: false", [`master | TCP | 9000 | ${WORLD}`]],
    [
      "publicMinio: true",
      "publicMinio: true, rtmp: false",
      [`master | TCP | 1935 | ${WORLD}`, "media | TCP | 1935 | Master Nodes"],
    ],
    [
      "publicMinio: true",
      "publicMinio: true, whip: false",
      [`media | UDP | 7885 | ${WORLD}`, "media | TCP | 8080 | Master Nodes"],
    ],
    ["publicMinio: true", "publicMinio: true, webrtcOverTcp: false", [`media | TCP | 7881 | ${WORLD}`]],
    ["turnDomain: turn.example.io\n", "", ["media | TCP | 5349 | Master Nodes"]],
  ])("lose only their own rows: %s becomes %s", (from, to, gone) => {
    expect(difference(betaWithMinio, replace(betaWithMinio, [from, to]))).toEqual({ gone, new: [] });
  });

  it("are the required ones alone with everything switched off", () => {
    const bare = replace(
      documentManifest(),
      ["modules: [app, observability, v2compatibility]", "modules: []"],
      ["turnDomain: turn.example.io", "ingress: { rtmp: false, whip: false, webrtcOverTcp: false }"],
    );
    expect(rows(bare)).toEqual(
      fromDocument("beta1-ports.txt")
        .filter((row) => !row.endsWith("optional"))
        .map((row) => row.trimEnd()),
    );
  });
});

describe("the firewall rows at 3.8.0", () => {
  const everything = manifest(["publicMinio: false", "publicMinio: true"]);

  it("are the document's with Pion, WebRTC over TCP at 7881", () => {
    const expected = fromDocument("3.8.0-ports.txt").filter((row) => !row.startsWith("media | TCP | 50000"));
    expect(rows(everything, false)).toEqual(expected);
  });

  it("are the document's with mediasoup, WebRTC over TCP at 50000-60000", () => {
    const expected = fromDocument("3.8.0-ports.txt").filter((row) => !row.startsWith("media | TCP | 7881"));
    expect(rows(replace(everything, ["rtcEngine: pion", "rtcEngine: mediasoup"]), false)).toEqual(expected);
  });

  it.each([
    [
      "[observability, openviduMeet, v2compatibility]",
      "[observability, v2compatibility]",
      [`master | TCP | 9080 | ${ALL}`],
    ],
    [
      "[observability, openviduMeet, v2compatibility]",
      "[observability, openviduMeet]",
      [`master | TCP | 4443 | ${ALL}`],
    ],
    ["webrtcOverTcp: true", "webrtcOverTcp: false", [`media | TCP | 7881 | ${WORLD}`]],
    ["publicMinio: true", "publicMinio: false", [`master | TCP | 9000 | ${WORLD}`]],
  ])("lose only their own rows: %s becomes %s", (from, to, gone) => {
    expect(difference(everything, replace(everything, [from, to]))).toEqual({ gone, new: [] });
  });

  it("are the load balancer's instead of the world's behind an external one", () => {
    const external = manifest(["rtcEngine: pion", "loadBalancing: external"]);
    expect(difference(production, external)).toEqual({
      gone: [
        `master | TCP | 80 | ${WORLD}`,
        `master | TCP | 443 | ${WORLD}`,
        `master | TCP | 1935 | ${WORLD}`,
      ],
      new: [
        "master | TCP | 1945 | Load Balancer",
        "master | TCP | 5349 | Load Balancer",
        "master | TCP | 7880 | Load Balancer",
      ],
    });
  });

  it("let the load balancer reach the media nodes themselves up to 3.1, where the documents say so", () => {
    const at = (balancing: string): string =>
      manifest(
        ...AT_BETA1,
        ["release: 3.0.0-beta1", "release: 3.1.0"],
        ["rtcEngine: pion", `loadBalancing: ${balancing}\nturnDomain: turn.example.io`],
      );
    expect(difference(at("dns"), at("external"))).toEqual({
      gone: [
        `master | TCP | 80 | ${WORLD}`,
        `master | TCP | 443 | ${WORLD}`,
        `master | TCP | 1935 | ${WORLD}`,
        "media | TCP | 1935 | Master Nodes",
        "media | TCP | 5349 | Master Nodes",
      ],
      new: [
        "master | TCP | 7880 | Load Balancer",
        "media | TCP | 1935 | Load Balancer",
        "media | TCP | 5349 | Load Balancer",
      ],
    });
  });

  it("differ from beta1 in the ports that moved", () => {
    expect(difference(manifest(...AT_BETA1), production)).toEqual({
      gone: ["master | TCP | 8080 | Master Nodes", `master | TCP | 6080 | ${ALL}`],
      new: [
        "master | TCP | 5000 | Master Nodes",
        "master | TCP | 7880 | Media Nodes",
        `master | TCP | 9080 | ${ALL}`,
        "media | TCP | 5349 | Master Nodes",
      ],
    });
  });

  it("never name a port that only the machine itself needs", () => {
    expect(rows(production, false).filter((row) => /\| (6789|9092) \|/.test(row))).toEqual([]);
  });
});
