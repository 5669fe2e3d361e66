import { describe, expect, it } from "vitest";
import {
  AT_BETA1,
  findingsOf,
  lineOf,
  manifest,
  production,
  replace,
  textAt,
  toldBesidesAge,
} from "../../../fixtures/manifest-builder";

const SERVICE = "{ name: backup-agent, port: 9200, protocol: tcp }";

/** The production manifest with these services on its first master. */
const onMaster = (...services: string[]): string =>
  manifest([`      - ${SERVICE}`, services.map((service) => `      - ${service}`).join("\n")]);

const onMedia = (...services: string[]): string =>
  manifest([
    "    publicIp: 203.0.113.15\n",
    [
      "    publicIp: 203.0.113.15",
      "    otherServices:",
      ...services.map((service) => `      - ${service}`),
      "",
    ].join("\n"),
  ]);

const conflicts = (text: string): string[] => toldBesidesAge(text, "port-conflicts");

describe("another service", () => {
  it("on a port that OpenVidu binds on that node is marked, beside what binds it", () => {
    const text = onMaster("{ name: node_exporter, port: 9100 }");
    expect(toldBesidesAge(text)).toEqual([
      "error [9100] Port conflict on master-1: 'node_exporter' uses 9100/tcp, and OpenVidu binds 9100/tcp there: MinIO (minio).",
    ]);
    expect(findingsOf(text)[0]?.related.map(({ range, message }) => [textAt(text, range), message])).toEqual([
      ["masterNodes", "Because of this OpenVidu binds 9100/tcp"],
    ]);
  });

  it("on a port that OpenVidu binds in the other role only is fine", () => {
    expect(toldBesidesAge(onMedia("{ name: node_exporter, port: 9100 }"))).toEqual([]);
    expect(toldBesidesAge(onMaster("{ name: tomcat, port: 8080 }"))).toEqual([]);
    expect(conflicts(onMedia("{ name: tomcat, port: 8080 }"))).toHaveLength(1);
  });

  it("points to the module that takes its port, and is fine without it", () => {
    const text = onMaster("{ name: my-grafana, port: 3000 }");
    expect(conflicts(text)).toEqual([
      "error [3000] Port conflict on master-1: 'my-grafana' uses 3000/tcp, and OpenVidu binds 3000/tcp there: Spreads requests to Grafana (grafana).",
    ]);
    expect(findingsOf(text)[0]?.related.map(({ range }) => textAt(text, range))).toEqual(["observability"]);
    expect(toldBesidesAge(replace(text, ["observability, ", ""]))).toEqual([]);
  });

  it("points to the way in that takes its port, which is bound even where the firewall keeps it closed", () => {
    const text = onMedia("{ name: rtmp, port: 1935 }");
    expect(findingsOf(text)[0]?.related.map(({ range }) => textAt(text, range))).toEqual(["rtmp"]);
    expect(conflicts(replace(text, ["  rtmp: true\n", ""]))).toHaveLength(1);
    expect(conflicts(replace(text, ["rtmp: true", "rtmp: false"]))).toEqual([
      "error [1935] Port conflict on media-1: 'rtmp' uses 1935/tcp, and OpenVidu binds 1935/tcp there: Master nodes pass RTMP streams on (ingress). 'ingress.rtmp: false' only keeps its port out of the firewall rules.",
    ]);
    expect(conflicts(onMaster("{ name: portainer, port: 9000 }"))[0]).toContain(
      "'ingress.publicMinio: false' only",
    );
  });

  it("of the other protocol is fine", () => {
    expect(toldBesidesAge(onMaster("{ name: http3, port: 443, protocol: udp }"))).toEqual([]);
    expect(toldBesidesAge(onMedia("{ name: web, port: 443, protocol: tcp }"))).toEqual([]);
    expect(conflicts(onMedia("{ name: http3, port: 443, protocol: udp }"))).toHaveLength(1);
    expect(conflicts(onMaster("{ name: web, port: 443, protocol: tcp }"))).toHaveLength(1);
  });

  it.each([
    ["49999", 0],
    ["50000", 1],
    ["60000", 1],
    ["60001", 0],
    ['"49000-49999"', 0],
    ['"49000-50000"', 1],
    ['"60000-60010"', 1],
    ['"52000-53000"', 1],
    ['"40000-65535"', 1],
  ])("meets the media range from 50000 to 60000 at its edges: %s", (port, count) => {
    expect(conflicts(onMedia(`{ name: game, port: ${port}, protocol: udp }`))).toHaveLength(count);
    expect(conflicts(onMedia(`{ name: game, port: ${port}, protocol: tcp }`))).toHaveLength(0);
    const mediasoup = replace(
      onMedia(`{ name: game, port: ${port}, protocol: tcp }`),
      ["engine: pion", "engine: mediasoup"].map((text) => text.replace("engine", "rtcEngine")) as [
        string,
        string,
      ],
    );
    expect(conflicts(mediasoup)).toHaveLength(count);
  });

  it("with a range over several of OpenVidu's ports is one finding that names them all", () => {
    const text = onMaster('{ name: agents, port: "9095-9101" }');
    expect(conflicts(text)).toEqual([
      [
        "error [\"9095-9101\"] Port conflict on master-1: 'agents' uses 9095-9101/tcp, and OpenVidu binds 9101/tcp, 9095-9096/tcp and 9100/tcp there:",
        "Spreads requests to the MinIO console (minio); Calls inside the Mimir (9095) and Loki (9096) clusters (mimir, loki); MinIO (minio).",
      ].join(" "),
    ]);
    expect(findingsOf(text)[0]?.related).toHaveLength(3);
  });

  it("meets one port inside a range of OpenVidu", () => {
    expect(conflicts(onMaster("{ name: redis, port: 7001 }"))).toEqual([
      "error [7001] Port conflict on master-1: 'redis' uses 7001/tcp, and OpenVidu binds 7000-7001/tcp there: Redis and its sentinel (redis-server, redis-sentinel).",
    ]);
  });

  it("says what no source confirms", () => {
    expect(conflicts(onMaster("{ name: registry, port: 5000 }"))[0]).toMatch(
      /\(dashboard\)\. Unverified: The documents name the port with the observability module, .*open it\.$/,
    );
  });

  it.each([
    [9080, 0, 1],
    [6080, 1, 0],
    [8080, 1, 0],
    [5000, 0, 1],
  ])("at %s depends on the release", (port, atBeta1, at38) => {
    const text = onMaster(`{ name: x, port: ${port} }`);
    expect(conflicts(text)).toHaveLength(at38);
    expect(conflicts(replace(text, ...AT_BETA1))).toHaveLength(atBeta1);
  });

  it("on the port of another service of the same node is marked at both", () => {
    const text = onMaster("{ name: one, port: 9200 }", '{ name: two, port: "9190-9210" }');
    expect(toldBesidesAge(text)).toEqual([
      "error [9200] Port conflict on master-1: 'one' and 'two' both use 9200/tcp (9190-9210/tcp).",
      "error [\"9190-9210\"] Port conflict on master-1: 'two' and 'one' both use 9190-9210/tcp (9200/tcp).",
    ]);
    expect(
      findingsOf(text).map(({ related }) =>
        related.map(({ range, message }) => [textAt(text, range), message]),
      ),
    ).toEqual([[['"9190-9210"', "'two' uses 9190-9210/tcp"]], [["9200", "'one' uses 9200/tcp"]]]);
    expect(
      toldBesidesAge(onMaster("{ name: one, port: 9200 }", "{ name: two, port: 9200, protocol: udp }")),
    ).toEqual([]);
  });

  it("on the same port of another node is fine", () => {
    expect(toldBesidesAge(replace(onMedia("{ name: a, port: 9200 }")))).toEqual([]);
  });

  it("shared by an alias is told once, at the one place where it is written", () => {
    const text = manifest(
      [
        `    otherServices:\n      - ${SERVICE}`,
        "    otherServices: &common\n      - { name: agent, port: 9100 }",
      ],
      ["    publicIp: 203.0.113.12\n", "    publicIp: 203.0.113.12\n    otherServices: *common\n"],
    );
    expect(toldBesidesAge(text)).toHaveLength(1);
  });

  it("that is half written is not judged", () => {
    for (const service of [
      "",
      "{}",
      "{ name: x }",
      "{ port: }",
      "{ name: x, port: [1] }",
      "{ name: x, port: 9100, protocol: icmp }",
    ])
      expect(() => findingsOf(onMaster(service))).not.toThrow();
    expect(conflicts(onMaster("{ port: 9100 }"))[0]).toContain("a service uses 9100/tcp");
  });
});

describe("the ssh server", () => {
  const sshPort = (port: number): string => manifest(["ssh:\n", `ssh:\n  port: ${port}\n`]);

  it("on its usual port, or on one that nobody uses, is fine", () => {
    expect(toldBesidesAge(sshPort(22))).toEqual([]);
    expect(toldBesidesAge(sshPort(2222))).toEqual([]);
  });

  it("is told once where it stands in the defaults, for the roles that it concerns", () => {
    const text = sshPort(9100);
    expect(toldBesidesAge(text)).toEqual([
      "error [9100] Port conflict on the master nodes: the ssh server uses 9100/tcp, and OpenVidu binds 9100/tcp there: MinIO (minio).",
    ]);
    expect(toldBesidesAge(sshPort(8080))).toHaveLength(1);
    expect(toldBesidesAge(sshPort(7880))).toEqual([
      [
        "error [7880] Port conflict on the master and media nodes: the ssh server uses 7880/tcp, and OpenVidu binds 7880/tcp there:",
        "Spreads requests of ingress, egress and agents to the LiveKit API (caddy); Master nodes spread requests to the LiveKit API (openvidu).",
      ].join(" "),
    ]);
  });

  it("is told at the node that has a port of its own", () => {
    const text = manifest(["name: master-2", "name: master-2\n    ssh: { port: 443 }"]);
    expect(conflicts(text)[0]).toMatch(
      /^error \[443\] Port conflict on master-2: the ssh server uses 443\/tcp/,
    );
    expect(lineOf(text, findingsOf(text)[0]?.range ?? { start: 0, end: 0 })).toBe(26);
  });

  it("is fine where every node of the role has a port of its own", () => {
    const text = ["master-1", "master-2", "master-3", "master-4"].reduce(
      (before, name) => replace(before, [`name: ${name}`, `name: ${name}\n    ssh: { port: 22 }`]),
      sshPort(9100),
    );
    expect(toldBesidesAge(text)).toEqual([]);
  });

  it("and another service on one port are marked at both places", () => {
    const text = replace(onMaster("{ name: sftp, port: 2222 }"), ["ssh:\n", "ssh:\n  port: 2222\n"]);
    expect(toldBesidesAge(text)).toEqual([
      "error [2222] Port conflict on master-1: the ssh server and 'sftp' both use 2222/tcp.",
      "error [2222] Port conflict on master-1: 'sftp' and the ssh server both use 2222/tcp.",
    ]);
    expect(findingsOf(text).map(({ related }) => related.length)).toEqual([1, 1]);
  });
});

describe("the production example", () => {
  it("has no port conflict at any of the known releases", () => {
    expect(toldBesidesAge(production)).toEqual([]);
    expect(toldBesidesAge(manifest(...AT_BETA1))).toEqual([]);
  });
});

describe("the ssh server's usual port", () => {
  it("is taken where the manifest says nothing of ssh ports: the service is marked, beside its node", () => {
    const text = onMaster("{ name: sftp, port: 22 }");
    expect(conflicts(text)).toEqual([
      "error [22] Port conflict on master-1: 'sftp' and the ssh server both use 22/tcp.",
    ]);
    expect(findingsOf(text)[0]?.related.map(({ range }) => textAt(text, range))).toEqual(["master-1"]);
  });
});

describe("a port that no source confirms for the release", () => {
  it("is a warning, and says so", () => {
    const [finding] = findingsOf(onMedia("{ name: metrics, port: 6789 }"));
    expect(finding).toMatchObject({ code: "port-conflicts", severity: "warning" });
    expect(finding?.message).toContain("Unverified:");
  });
});

describe("the ssh server named among the services", () => {
  it("is the ssh server itself, not a second one", () => {
    expect(toldBesidesAge(onMaster("{ name: sshd, port: 22 }"))).toEqual([]);
    expect(conflicts(onMaster("{ name: sshd, port: 443 }"))).toHaveLength(1);
  });
});

describe("a port whose table was read for other releases only", () => {
  it("is an error all the same: it is bound", () => {
    const text = replace(
      onMaster("{ name: web, port: 443 }"),
      ["release: 3.8.0", "release: 3.3.0"],
      ["openviduMeet", "app"],
      ["  type: letsencrypt\n", "  type: letsencrypt\n  email: ops@example.io\n"],
    );
    expect(findingsOf(text).find(({ code }) => code === "port-conflicts")?.severity).toBe("error");
  });
});
