/**
 * What four releases that differ are given and show on their nodes: typed by hand from the project's reference of OpenVidu's
 * documents (its sections 1.3, 1.4, 2.1, 2.2, 2.4, 3.2, 3.3 and 3.5), on purpose not from `schemas/` and not in its shape.
 */

/** A master or a media node, all as sorted words. */
export interface DocumentedNode {
  /** What its installer is called with. */
  readonly arguments: readonly string[];
  readonly containers: readonly string[];
  /** `80/tcp`: what listens for others; what OpenVidu takes only while there are calls is left out. */
  readonly ports: readonly string[];
}

export interface DocumentedRelease {
  readonly version: string;
  /** What takes the lab's manifest of 3.8.0 to a cluster that shows what is special at this release. */
  readonly manifest: readonly (readonly [from: string, to: string])[];
  readonly master: DocumentedNode;
  readonly media: DocumentedNode;
  /** A file with the shared parameters on a master, and lines of it. */
  readonly parameters: { readonly file: string; readonly lines: readonly string[] };
  /** Where the module for meetings is found. */
  readonly application: string;
  /** An argument of other releases only. */
  readonly foreign: string;
}

/** The value of every secret that a cluster needs at one of the releases. */
export const SECRETS: Readonly<Record<string, string>> = {
  license: "LabLicense01",
  "credentials.livekitApiKey": "APILabKey02",
  "credentials.livekitApiSecret": "LabLivekit03",
  "credentials.dashboardAdminPassword": "LabDashboard04",
  "credentials.redisPassword": "LabRedis05",
  "credentials.minioSecretKey": "LabMinio06",
  "credentials.mongoAdminPassword": "LabMongo07",
  "credentials.mongoReplicaSetKey": "LabReplicas08",
  "credentials.grafanaAdminPassword": "LabGrafana09",
  "credentials.defaultAppUser": "labcaller",
  "credentials.defaultAppPassword": "LabCaller10",
  "credentials.defaultAppAdminUser": "labchief",
  "credentials.defaultAppAdminPassword": "LabChief11",
  "credentials.meetInitialAdminPassword": "LabMeet12",
  "credentials.meetInitialApiKey": "LabMeetKey13",
};

/** Files of own certificates: what stands for the base64 of their content. */
export const CERTIFICATE_FILES = ["key.pem", "chain.pem", "turn-key.pem", "turn-chain.pem"] as const;

const EVERYWHERE = [
  ...["--no-tty", "--install", "--deployment-type=ha"],
  ...["--master-node-private-ip-list=10.5.0.1,10.5.0.2,10.5.0.3,10.5.0.4", "--redis-password=LabRedis05"],
];
/** The users are those of the official templates. */
const MASTER = [
  ...EVERYWHERE,
  ...["--node-role=master-node", "--openvidu-pro-license=LabLicense01"],
  ...["--livekit-api-key=APILabKey02", "--livekit-api-secret=LabLivekit03"],
  ...["--dashboard-admin-user=dashboardadmin", "--dashboard-admin-password=LabDashboard04"],
  ...["--minio-access-key=minioadmin", "--minio-secret-key=LabMinio06"],
  ...["--mongo-admin-user=mongoadmin", "--mongo-admin-password=LabMongo07"],
  "--mongo-replica-set-key=LabReplicas08",
  ...["--grafana-admin-user=grafanaadmin", "--grafana-admin-password=LabGrafana09"],
];
const CALL = [
  ...["--default-app-user=labcaller", "--default-app-password=LabCaller10"],
  ...["--default-app-admin-user=labchief", "--default-app-admin-password=LabChief11"],
  "--enabled-modules=observability,v2compatibility,app",
];
const MEET = [
  "--meet-initial-admin-password=LabMeet12",
  "--enabled-modules=observability,v2compatibility,openviduMeet",
];
const ENCRYPT = ["--certificate-type=letsencrypt", "--letsencrypt-email=ops@example.io"];
const TURN = "--turn-domain-name=turn.example.io";
const MEDIA = [...EVERYWHERE, "--node-role=media-node"];
const MEDIA_AT_3 = [...MEDIA, "--private-ip=10.5.0.5"];

const MASTER_CONTAINERS = [
  ...["caddy", "dashboard", "minio", "mongo", "operator", "redis-sentinel", "redis-server"],
  ...["grafana", "loki", "mimir", "openvidu-v2compatibility"],
];
const MEDIA_CONTAINERS = ["caddy", "egress", "ingress", "openvidu", "prometheus"];

/** Those of every release; the dashboard's and the application's differ. */
const MASTER_PORTS = [
  ...[80, 443, 1935, 9000, 7880, 3000, 9100, 9101, 20000, 7000, 7001],
  ...[7946, 7947, 9095, 9096, 3100, 9009, 4443],
];
const MEDIA_PORTS = [
  ...["443/udp", "7885/udp"],
  ...["1935/tcp", "5349/tcp", "7880/tcp", "7881/tcp", "8080/tcp"],
];

function node(
  words: readonly string[],
  containers: readonly string[],
  ports: readonly string[],
): DocumentedNode {
  return { arguments: [...words].sort(), containers: [...containers].sort(), ports: [...ports].sort() };
}

function master(
  words: readonly string[],
  containers: readonly string[],
  ports: readonly number[],
): DocumentedNode {
  return node(
    [...MASTER, ...words],
    [...MASTER_CONTAINERS, ...containers],
    [...MASTER_PORTS, ...ports].map((port) => `${String(port)}/tcp`),
  );
}

const AT = (version: string): readonly [string, string] => ["release: 3.8.0", `release: ${version}`];
const WITH_CALL: readonly [string, string] = ["openviduMeet", "app"];
const WITH_TURN: readonly [string, string] = [
  "domain: openvidu.example.io",
  "domain: openvidu.example.io\nturnDomain: turn.example.io",
];
const WITH_EMAIL: readonly [string, string] = [
  "type: letsencrypt",
  "type: letsencrypt\n  email: ops@example.io",
];

export const RELEASES: readonly DocumentedRelease[] = [
  {
    version: "3.0.0-beta1",
    manifest: [AT("3.0.0-beta1"), WITH_CALL, WITH_TURN, WITH_EMAIL],
    master: master(
      [...CALL, ...ENCRYPT, TURN, "--domain-name-or-ip=openvidu.example.io"],
      ["app", "promtail"],
      [8080, 6080],
    ),
    media: node(
      [
        ...MEDIA,
        ...["--domain-name-or-ip=openvidu.example.io", "--openvidu-pro-license=LabLicense01", TURN],
        ...["--rtc-engine=pion", "--enabled-modules=observability,v2compatibility,app"],
        ...["--livekit-api-key=APILabKey02", "--livekit-api-secret=LabLivekit03"],
        ...["--minio-access-key=minioadmin", "--minio-secret-key=LabMinio06"],
        ...["--mongo-admin-user=mongoadmin", "--mongo-admin-password=LabMongo07"],
      ],
      [...MEDIA_CONTAINERS, "promtail"],
      MEDIA_PORTS,
    ),
    parameters: {
      file: "/opt/openvidu/.env",
      lines: [
        "DOMAIN_OR_PUBLIC_IP=openvidu.example.io",
        "COMPOSE_PROFILES=observability,v2compatibility,app",
        "CALL_ADMIN_USERNAME=labchief",
      ],
    },
    application: "https://openvidu.example.io/",
    foreign: "--domain-name=openvidu.example.io",
  },
  {
    version: "3.3.0",
    manifest: [AT("3.3.0"), WITH_CALL, WITH_TURN, WITH_EMAIL],
    master: master(
      [...CALL, ...ENCRYPT, TURN, "--domain-name=openvidu.example.io", "--rtc-engine=pion"],
      ["app", "promtail"],
      [5000, 6080],
    ),
    media: node(MEDIA_AT_3, [...MEDIA_CONTAINERS, "promtail"], MEDIA_PORTS),
    parameters: {
      file: "/opt/openvidu/config/cluster/openvidu.env",
      lines: [
        "DOMAIN_NAME=openvidu.example.io",
        "ENABLED_MODULES=observability,v2compatibility,app",
        "LETSENCRYPT_EMAIL=ops@example.io",
      ],
    },
    application: "https://openvidu.example.io/",
    foreign: "--meet-initial-admin-password=LabMeet12",
  },
  {
    version: "3.5.0",
    manifest: [
      AT("3.5.0"),
      WITH_TURN,
      [
        "type: letsencrypt",
        [
          "type: owncert",
          ...["privateKey: key.pem", "publicKey: chain.pem"],
          ...["turnPrivateKey: turn-key.pem", "turnPublicKey: turn-chain.pem"],
        ].join("\n  "),
      ],
      [
        "license: ${secret:license}",
        "license: ${secret:license}\ncredentials:\n  meetInitialApiKey: ${secret:credentials.meetInitialApiKey}",
      ],
      ["publicIp: 203.0.113.15", "publicIp: 203.0.113.15\n    forcePublicIp: true"],
    ],
    master: master(
      [
        ...[...MEET, "--meet-initial-api-key=LabMeetKey13", TURN],
        ...["--domain-name=openvidu.example.io", "--rtc-engine=pion", "--force-media-node-public-ip"],
        ...["--certificate-type=owncert", "--owncert-private-key=key.pem", "--owncert-public-key=chain.pem"],
        ...["--turn-owncert-private-key=turn-key.pem", "--turn-owncert-public-key=turn-chain.pem"],
      ],
      ["openvidu-meet", "promtail"],
      [5000, 6080],
    ),
    media: node([...MEDIA_AT_3, "--public-ip=203.0.113.15"], [...MEDIA_CONTAINERS, "promtail"], MEDIA_PORTS),
    parameters: {
      file: "/opt/openvidu/config/cluster/openvidu.env",
      lines: ["LIVEKIT_TURN_DOMAIN_NAME=turn.example.io", "OPENVIDU_PRO_LICENSE=LabLicense01"],
    },
    application: "https://openvidu.example.io/",
    foreign: "--default-app-user=labcaller",
  },
  {
    version: "3.8.0",
    manifest: [],
    master: master(
      [...MEET, "--domain-name=openvidu.example.io", "--rtc-engine=pion", "--certificate-type=letsencrypt"],
      ["openvidu-meet", "alloy"],
      [5000, 9080],
    ),
    media: node(MEDIA_AT_3, [...MEDIA_CONTAINERS, "alloy"], MEDIA_PORTS),
    parameters: {
      file: "/opt/openvidu/config/cluster/openvidu.env",
      lines: ["ENABLED_MODULES=observability,v2compatibility,openviduMeet", "OPENVIDU_RTC_ENGINE=pion"],
    },
    application: "https://openvidu.example.io/meet",
    foreign: "--letsencrypt-email=ops@example.io",
  },
];
