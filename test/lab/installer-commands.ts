import type { LabNode, Output } from "./lab.js";

/** Debian's engine is older than OpenVidu asks for: the installer's own documented override. */
export const override = "export DOCKER_VERSION=20.10.24 DOCKER_COMPOSE_VERSION=v1.29.2; ";
const list = "--master-node-private-ip-list='10.5.0.1,10.5.0.2,10.5.0.3,10.5.0.4'";

/** The documented command of a role. */
export const command = (release: string, role: string, args: readonly string[]): string =>
  `sh <(curl -fsSL http://get.openvidu.io/pro/ha/${release}/install_ov_${role}_node.sh) ${args.join(" ")}`;

const credentials = [
  "--livekit-api-key='APIkey'",
  "--livekit-api-secret='secret1'",
  "--dashboard-admin-user='dashboardadmin'",
  "--dashboard-admin-password='secret2'",
  "--redis-password='secret3'",
  "--minio-access-key='minioadmin'",
  "--minio-secret-key='secret4'",
  "--mongo-admin-user='mongoadmin'",
  "--mongo-admin-password='secret5'",
  "--mongo-replica-set-key='secret6'",
  "--grafana-admin-user='grafanaadmin'",
  "--grafana-admin-password='secret7'",
];
const prefix = (role: string): string[] => [
  "--no-tty",
  "--install",
  "--deployment-type='ha'",
  `--node-role='${role}-node'`,
];

/** The documents' arguments for a master node of 3.8.0. */
export const master380 = [
  ...prefix("master"),
  list,
  "--openvidu-pro-license='xxxxx'",
  "--domain-name='openvidu.example.io'",
  "--enabled-modules='observability,v2compatibility,openviduMeet'",
  "--rtc-engine='pion'",
  ...credentials,
  "--meet-initial-admin-password='secret8'",
  "--certificate-type='letsencrypt'",
];
/** The same for a media node. */
export const media380 = [...prefix("media"), list, "--redis-password='secret3'"];
/** The documents' arguments for a master node of the first release. */
export const masterBeta = [
  ...prefix("master"),
  list,
  "--openvidu-pro-license='xxxxx'",
  "--domain-name-or-ip='openvidu.example.io'",
  "--enabled-modules='observability,v2compatibility,app'",
  "--turn-domain-name='turn.example.io'",
  ...credentials,
  ...["--default-app-user='u'", "--default-app-password='p'"],
  ...["--default-app-admin-user='a'", "--default-app-admin-password='q'"],
  ...["--certificate-type='letsencrypt'", "--letsencrypt-email='example@example.io'"],
];

/** Runs the master's command of 3.8.0 on a node, whatever its exit code. */
export const installMaster = (node: LabNode, args = master380): Promise<Output> =>
  node.run(override + command("3.8.0", "master", args));

/** Whether OpenVidu's folder is there. */
export const installed = async (node: LabNode): Promise<boolean> =>
  (await node.run("test -e /opt/openvidu")).code === 0;
