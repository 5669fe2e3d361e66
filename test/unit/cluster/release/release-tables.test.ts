import { describe, expect, it } from "vitest";
import type { NodeRole, ReleaseFacts } from "../../../../cluster/cluster";
import { releases } from "../../../../cluster/release/catalogue";

// Typed by hand from the reference of OpenVidu's documents (its sections 1.2 to 1.4, 2.1 to 2.3 and 3.3) and from the pages of
// these documents (see test/fixtures/document/command-table.ts), on purpose not from schemas/releases and not in its shape.

const MASTER_START = [
  ...["--no-tty", "--install", "--deployment-type", "--node-role"],
  ...["--master-node-private-ip-list", "--openvidu-pro-license"],
];
const SECRETS = [
  ...["--livekit-api-key", "--livekit-api-secret", "--dashboard-admin-user", "--dashboard-admin-password"],
  ...["--redis-password", "--minio-access-key", "--minio-secret-key", "--mongo-admin-user"],
  ...[
    "--mongo-admin-password",
    "--mongo-replica-set-key",
    "--grafana-admin-user",
    "--grafana-admin-password",
  ],
];
const CALL = [
  ...["--default-app-user", "--default-app-password"],
  ...["--default-app-admin-user", "--default-app-admin-password"],
];
const MEET = ["--meet-initial-admin-password", "--meet-initial-api-key"];
const OWN = ["--owncert-private-key", "--owncert-public-key"];
const TURN_OWN = ["--turn-owncert-private-key", "--turn-owncert-public-key"];
// The pages of OpenVidu's documents: the TURN domain stands last up to 3.5, with a load balancer from 3.6 on first.
const DOMAIN = ["--domain-name", "--enabled-modules", "--rtc-engine", "--turn-domain-name"];
const DOMAIN_3_6 = ["--domain-name", "--turn-domain-name", "--enabled-modules", "--rtc-engine"];
const LAST = ["--external-load-balancer", "--force-media-node-public-ip"];
const TEMPLATES = ["--environment", "--internal-tls-termination"];
const MAIN_TURN = "--experimental-turn-tls-with-main-domain";

const MASTER_3_0 = [
  ...[...MASTER_START, ...DOMAIN, ...SECRETS, ...CALL, "--certificate-type", "--letsencrypt-email"],
  ...[...OWN, ...TURN_OWN, ...LAST],
];
const MASTER_3_4 = [
  ...[...MASTER_START, ...DOMAIN, ...SECRETS, ...MEET, "--certificate-type", ...OWN, ...TURN_OWN, ...LAST],
  ...[...TEMPLATES, MAIN_TURN],
];
const MASTER_3_6 = [
  ...[...MASTER_START, ...DOMAIN_3_6, ...SECRETS, ...MEET, "--certificate-type", ...OWN, ...LAST],
  ...[...TEMPLATES, "--forceUTCTimezone"],
];

const MEDIA_START = ["--no-tty", "--install", "--deployment-type", "--node-role"];
const MEDIA_3 = [
  ...MEDIA_START,
  "--master-node-private-ip-list",
  "--redis-password",
  "--private-ip",
  "--public-ip",
];
const MEDIA_3_2 = [...MEDIA_3, "--environment"];

const ARGUMENTS: readonly (readonly [version: string, master: string[], media: string[]])[] = [
  [
    "3.0.0-beta1",
    [
      ...[
        ...MASTER_START,
        "--domain-name-or-ip",
        "--enabled-modules",
        "--turn-domain-name",
        ...SECRETS,
        ...CALL,
      ],
      ...["--certificate-type", "--letsencrypt-email", ...OWN, ...TURN_OWN, "--external-load-balancer"],
    ],
    [
      ...[...MEDIA_START, "--domain-name-or-ip", "--master-node-private-ip-list", "--openvidu-pro-license"],
      ...[
        "--rtc-engine",
        "--enabled-modules",
        "--turn-domain-name",
        "--livekit-api-key",
        "--livekit-api-secret",
      ],
      ...["--redis-password", "--minio-access-key", "--minio-secret-key", "--mongo-admin-user"],
      ...["--mongo-admin-password", "--public-ip"],
    ],
  ],
  ["3.0.0", MASTER_3_0, MEDIA_3],
  ["3.1.0", MASTER_3_0, MEDIA_3],
  ["3.2.0", [...MASTER_3_0, ...TEMPLATES], MEDIA_3_2],
  ["3.3.0", [...MASTER_3_0, ...TEMPLATES, MAIN_TURN], MEDIA_3_2],
  ["3.4.0", MASTER_3_4, MEDIA_3_2],
  ["3.4.1", MASTER_3_4, MEDIA_3_2],
  ["3.5.0", [...MASTER_3_4, "--forceUTCTimezone"], MEDIA_3_2],
  ["3.6.0", MASTER_3_6, MEDIA_3_2],
  ["3.6.1", MASTER_3_6, MEDIA_3_2],
  ["3.7.0", MASTER_3_6, MEDIA_3_2],
  ["3.8.0", MASTER_3_6, MEDIA_3_2],
  ["3.9.0", MASTER_3_6, MEDIA_3_2],
];

const WORLD = ["TCP 80 world", "TCP 443 world", "TCP 1935 world", "TCP 9000 world"];
const BALANCER = ["TCP 1945 loadBalancer", "TCP 5349 loadBalancer", "TCP 7880 loadBalancer"];
const AMONG = [
  ...[
    "TCP 9101 masters",
    "TCP 7946-7947 masters",
    "TCP 9095-9096 masters",
    "TCP 3100 media",
    "TCP 9009 media",
  ],
];
const V2 = "TCP 4443 masters+media";
const STORES = ["TCP 7000-7001 masters+media", "TCP 9100 masters+media", "TCP 20000 masters+media"];
const DASHBOARD = ["TCP 3000 masters", "TCP 5000 masters"];
const APP_6080 = "TCP 6080 masters+media";
const MEET_9080 = "TCP 9080 masters+media";
const LIVEKIT = "TCP 7880 media";

// Up to 3.1 the load balancer reaches the media nodes for RTMP and TURN.
const FIRST_BALANCER = "TCP 7880 loadBalancer";
const PORTS_3_0 = [...WORLD, FIRST_BALANCER, ...DASHBOARD, ...AMONG, V2, APP_6080, ...STORES];
const PORTS_3_2 = [...WORLD, ...BALANCER, ...DASHBOARD, ...AMONG, V2, APP_6080, ...STORES];
const PORTS_3_4_1 = [...WORLD, ...BALANCER, ...DASHBOARD, ...AMONG, LIVEKIT, V2, APP_6080, ...STORES];
const PORTS_3_6 = [...WORLD, ...BALANCER, ...DASHBOARD, ...AMONG, LIVEKIT, V2, MEET_9080, ...STORES];
// 6080 again: an application of the operator's own.
const PORTS_3_6_1 = [
  ...WORLD,
  ...BALANCER,
  ...DASHBOARD,
  ...AMONG,
  LIVEKIT,
  V2,
  MEET_9080,
  APP_6080,
  ...STORES,
];

const MEDIA_WORLD = ["UDP 443 world", "TCP 7881 world", "UDP 7885 world", "UDP 50000-60000 world"];
const FROM_MASTERS = ["TCP 1935 masters", "TCP 5349 masters", "TCP 7880 masters", "TCP 8080 masters"];
const MEDIA_PORTS_3_0 = [
  ...MEDIA_WORLD,
  ...["TCP 1935 masters", "TCP 1935 loadBalancer", "TCP 5349 masters", "TCP 5349 loadBalancer"],
  ...["TCP 7880 masters", "TCP 8080 masters"],
];
const MEDIA_PORTS_3_2 = [...MEDIA_WORLD, ...FROM_MASTERS];
const MEDIA_PORTS_3_4 = [...MEDIA_WORLD, "TCP 50000-60000 world", ...FROM_MASTERS];

const PORTS: readonly (readonly [version: string, master: string[], media: string[]])[] = [
  [
    "3.0.0-beta1",
    [...WORLD, FIRST_BALANCER, "TCP 3000 masters", "TCP 8080 masters", ...AMONG, V2, APP_6080, ...STORES],
    MEDIA_PORTS_3_0,
  ],
  ["3.0.0", PORTS_3_0, MEDIA_PORTS_3_0],
  ["3.1.0", PORTS_3_0, MEDIA_PORTS_3_0],
  ["3.2.0", PORTS_3_2, MEDIA_PORTS_3_2],
  ["3.3.0", PORTS_3_2, MEDIA_PORTS_3_2],
  ["3.4.0", PORTS_3_2, MEDIA_PORTS_3_4],
  ["3.4.1", PORTS_3_4_1, MEDIA_PORTS_3_4],
  ["3.5.0", PORTS_3_4_1, MEDIA_PORTS_3_4],
  ["3.6.0", PORTS_3_6, MEDIA_PORTS_3_4],
  ["3.6.1", PORTS_3_6_1, MEDIA_PORTS_3_4],
  ["3.7.0", PORTS_3_6_1, MEDIA_PORTS_3_4],
  ["3.8.0", PORTS_3_6_1, MEDIA_PORTS_3_4],
  ["3.9.0", PORTS_3_6_1, MEDIA_PORTS_3_4],
];

const CORE = "caddy dashboard minio mongo operator redis-sentinel redis-server grafana loki mimir";
const MEDIA_CORE = "caddy egress ingress openvidu prometheus";
const CONTAINERS: readonly (readonly [versions: string, master: string, media: string])[] = [
  [
    "3.0.0-beta1 3.0.0 3.1.0 3.2.0 3.3.0",
    `${CORE} promtail openvidu-v2compatibility app`,
    `${MEDIA_CORE} promtail`,
  ],
  [
    "3.4.0 3.4.1 3.5.0 3.6.0 3.6.1 3.7.0",
    `${CORE} promtail openvidu-v2compatibility openvidu-meet`,
    `${MEDIA_CORE} promtail`,
  ],
  ["3.8.0 3.9.0", `${CORE} alloy openvidu-v2compatibility openvidu-meet`, `${MEDIA_CORE} alloy`],
];

const DOCKER: readonly (readonly [version: string, engine: string | null, compose: string | null])[] = [
  ["3.0.0-beta1", null, null],
  ["3.0.0", null, null],
  ["3.1.0", null, null],
  ["3.2.0", "28.1.1", "v2.35.1"],
  ["3.3.0", "28.1.1", "v2.35.1"],
  ["3.4.0", "28.3.3", "v2.39.4"],
  ["3.4.1", "28.3.3", "v2.39.4"],
  ["3.5.0", "29.0.2", "v2.40.3"],
  ["3.6.0", "29.2.1", "v5.0.2"],
  ["3.6.1", "29.2.1", "v5.0.2"],
  ["3.7.0", "29.4.2", "v5.1.3"],
  ["3.8.0", "29.5.3", "v5.1.4"],
  ["3.9.0", null, null],
];

// The table of the documents, whose pages have it from 3.2.0 on: all machines must reach these.
const DOCUMENTED_OUTBOUND = [
  ...["accounts.openvidu.io 443", "global.stun.twilio.com 3478"],
  ...["stun.l.google.com 19302", "stun1.l.google.com 19302"],
];
const WITHOUT_OUTBOUND_TABLE = ["3.0.0-beta1", "3.0.0", "3.1.0"];
// What the installation scripts download; the scripts are public from 3.2.0 to 3.8.0.
const DOWNLOADED = [
  ...["get.openvidu.io 80", "get.docker.com 443", "download.docker.com 443"],
  ...["github.com and its download servers 443", "Docker Hub (docker.io) 443"],
];
const AUTHORITIES = ["acme-v02.api.letsencrypt.org 443", "acme.zerossl.com 443"];

function release(version: string): ReleaseFacts {
  const found = releases.find((each) => each.version === version);
  if (found === undefined) throw new Error(`The catalogue has no ${version}.`);
  return found;
}

function portRows(version: string, role: NodeRole): string[] {
  return release(version)
    .ports.filter((port) => port.role === role && port.from.length > 0)
    .map(({ protocol, ports, from }) => `${protocol.toUpperCase()} ${ports} ${from.join("+")}`);
}

function of(facts: readonly { readonly role: NodeRole; readonly name: string }[], role: NodeRole): string[] {
  return [...new Set(facts.filter((fact) => fact.role === role).map(({ name }) => name))];
}

describe("every release", () => {
  it.each(ARGUMENTS)("%s has the documented arguments, in order", (version, master, media) => {
    expect(of(release(version).arguments, "master")).toEqual(master);
    expect(of(release(version).arguments, "media")).toEqual(media);
  });

  it.each(PORTS)("%s has the documented ports and who reaches them, in order", (version, master, media) => {
    expect(portRows(version, "master")).toEqual(master);
    expect(portRows(version, "media")).toEqual(media);
  });

  it.each(CONTAINERS)("%s have the documented containers with all modules", (versions, master, media) => {
    for (const version of versions.split(" ")) {
      expect(of(release(version).containers, "master").join(" ")).toBe(master);
      expect(of(release(version).containers, "media").join(" ")).toBe(media);
    }
  });

  it.each(DOCKER)("%s needs Docker %s and docker-compose %s", (version, engine, compose) => {
    const { docker } = release(version);
    expect([docker.engine, docker.compose]).toEqual([engine, compose]);
    // What is not known is said to be so.
    expect(docker.unverified === undefined).toBe(engine !== null);
  });

  it("reaches the documented hosts outside, from every node, and says where the documents do not name them", () => {
    for (const { version, outbound } of releases) {
      const lines = outbound.map(({ to, ports }) => `${to} ${ports}`);
      expect(lines, version).toEqual([...DOCUMENTED_OUTBOUND, ...AUTHORITIES, ...DOWNLOADED]);
      const everywhere = outbound.filter(({ roles }) => roles.join() === "master,media");
      expect(
        everywhere.map(({ to, ports }) => `${to} ${ports}`),
        version,
      ).toEqual([...DOCUMENTED_OUTBOUND, ...DOWNLOADED]);
      const license = outbound.find(({ to }) => to === "accounts.openvidu.io");
      expect(license?.unverified !== undefined, version).toBe(WITHOUT_OUTBOUND_TABLE.includes(version));
      // The installer's own host is in every document; nothing else of these is.
      const doubtless = outbound.filter(({ unverified }) => unverified === undefined).map(({ to }) => to);
      expect(doubtless, version).toEqual([
        ...(WITHOUT_OUTBOUND_TABLE.includes(version) ? [] : ["accounts.openvidu.io"]),
        "get.openvidu.io",
      ]);
    }
  });

  it("is in every table", () => {
    const versions = releases.map(({ version }) => version);
    for (const table of [ARGUMENTS, PORTS, DOCKER])
      expect(table.map(([version]) => version)).toEqual(versions);
    expect(CONTAINERS.flatMap(([names]) => names.split(" "))).toEqual(versions);
  });
});
