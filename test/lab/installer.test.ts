import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  command,
  installed,
  installMaster,
  master380,
  masterBeta,
  media380,
  override,
} from "./installer-commands.js";
import { bootLab, type Lab, type LabNode, pick, until } from "./lab.js";
import { overSsh } from "./over-ssh.js";
import { uninstall } from "./uninstall.js";

let lab: Lab;
let first: LabNode;

beforeAll(async () => {
  lab = await bootLab();
  first = pick(lab.masters);
});
afterAll(() => lab.down());
afterEach(async () => {
  await lab.installer.reset();
  await Promise.all(lab.nodes.map(uninstall));
});

const containers = async (node: LabNode): Promise<string[]> =>
  (await node.must("docker ps --format '{{.Names}}' | sort")).trim().split("\n");
const health = async (node: LabNode): Promise<string> =>
  (await node.run("curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:7880/health/caddy")).stdout;
const listeners = async (node: LabNode): Promise<string[]> =>
  (await node.must("ss -Hlntu | awk '{sub(/.*:/, \"\", $5); print $1 $5}' | sort -u")).trim().split("\n");

describe("the documented commands", () => {
  it("bring up a cluster that is healthy once all four masters are started", async () => {
    const outputs = await Promise.all(
      lab.nodes.map((node) =>
        node.run(
          override +
            (node.role === "master"
              ? command("3.8.0", "master", master380)
              : command("3.8.0", "media", media380)),
        ),
      ),
    );
    expect(outputs.map(({ code, stderr }) => [code, stderr])).toEqual(lab.nodes.map(() => [0, ""]));
    expect(outputs[0]?.stdout).toContain("OpenVidu HA 'Master Node' Installation Finished Successfully!");
    expect(outputs[4]?.stdout).toContain("OpenVidu HA 'Media Node' Installation Finished Successfully!");
    expect(outputs[4]?.stdout).toContain("ATTENTION!!! This is the private IP of this 'Media Node'.");
    expect(outputs[4]?.stdout).toContain("\n10.5.0.5\n");
    expect((await first.run("systemctl is-enabled openvidu")).stdout).toBe("disabled\n");
    expect(await first.readFile("/opt/openvidu/deployment-info.yaml")).toContain("version: 3.8.0\n");
    expect(await first.readFile("/opt/openvidu/config/cluster/openvidu.env")).toContain(
      "DOMAIN_NAME=openvidu.example.io\n",
    );
    expect(await first.readFile("/opt/openvidu/config/node/master_node.env")).toBe(
      "REDIS_PASSWORD=secret3\n",
    );

    const media = pick(lab.media);
    await media.must("systemctl start openvidu");
    await until("the media node's first containers run", async () => (await containers(media)).length === 4);
    expect(await listeners(media)).not.toContain("tcp7881");

    await Promise.all(lab.masters.slice(0, 3).map((node) => node.must("systemctl start openvidu")));
    await until("three masters listen", async () => (await listeners(first)).includes("tcp20000"));
    await until("Caddy answers", async () => (await health(first)) === "503");
    await Promise.all(lab.nodes.slice(3).map((node) => node.must("systemctl start openvidu")));
    for (const node of lab.masters)
      await until(`${node.name} is healthy`, async () => (await health(node)) === "200");

    await until("all of the master's containers run", async () => (await containers(first)).length === 13);
    expect(await containers(first)).toEqual(
      (
        "alloy caddy dashboard grafana loki mimir minio mongo openvidu-meet openvidu-v2compatibility operator " +
        "redis-sentinel redis-server"
      ).split(" "),
    );
    const masterPorts = [
      80, 443, 1935, 3000, 3100, 4443, 5000, 7000, 7001, 7880, 7946, 7947, 9000, 9009, 9080, 9095, 9096,
    ];
    await until("the master listens everywhere", async () => (await listeners(first)).length > 20);
    expect(await listeners(first)).toEqual(
      expect.arrayContaining([...masterPorts, 9100, 9101, 20000].map((port) => `tcp${String(port)}`)),
    );
    await until("the media node has joined", async () => (await listeners(media)).includes("tcp7881"));
    await until("the modules' containers run", async () => (await containers(media)).length === 6);
    expect(await containers(media)).toEqual([
      "alloy",
      "caddy",
      "egress",
      "ingress",
      "openvidu",
      "prometheus",
    ]);
    await until("the media node listens everywhere", async () =>
      (await listeners(media)).includes("udp7885"),
    );
    expect(await listeners(media)).toEqual(
      expect.arrayContaining(["tcp1935", "tcp5349", "tcp7880", "tcp7881", "tcp8080", "udp443", "udp7885"]),
    );

    await media.must("docker container kill --signal=SIGQUIT openvidu");
    await until(
      "the drained container has ended",
      async () => !(await containers(media)).includes("openvidu"),
    );
    await first.must("systemctl stop openvidu");
    expect(await first.must("docker ps --all --quiet")).toBe("");
  });

  it("install the first release with its own arguments and files", async () => {
    const { code, stdout } = await first.run(command("3.0.0-beta1", "master", masterBeta));
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining("'Master Node' Installation Finished Successfully!"),
    ]);
    const file = await first.readFile("/opt/openvidu/.env");
    expect(file).toContain("DOMAIN_OR_PUBLIC_IP=openvidu.example.io\n");
    expect(file).toContain("COMPOSE_PROFILES=observability,v2compatibility,app\n");
    expect(file).toContain("MASTER_NODE_4_PRIVATE_IP=10.5.0.4\n");
    await first.must("systemctl start openvidu");
    await until("the dashboard listens on its old port", async () =>
      (await listeners(first)).includes("tcp8080"),
    );
    await until("all containers run", async () => (await containers(first)).length === 13);
    expect(await containers(first)).toEqual(expect.arrayContaining(["app", "promtail"]));
  });
});

describe("what the installer refuses", () => {
  it("a user who is not root", async () => {
    const { code, stdout } = await overSsh(lab, first, command("3.8.0", "master", master380));
    expect([code, stdout]).toEqual([1, "Please run as root\n"]);
  });

  it("an older Docker, in the documented words", async () => {
    const { code, stdout } = await first.run(command("3.8.0", "master", master380));
    expect([code, stdout]).toEqual([
      1,
      "Docker version 20.10.24 is older than required version 29.5.3.\nPlease update Docker to version 29.5.3 or later.\n",
    ]);
  });

  it("an argument of another release, by its name", async () => {
    const { code, stderr } = await installMaster(first, [...master380, "--letsencrypt-email='a@example.io'"]);
    expect(code).toBe(1);
    expect(stderr).toContain("unknown argument '--letsencrypt-email' for a master node of release 3.8.0");
    const beta = await first.run(
      command("3.0.0-beta1", "master", [...masterBeta, "--domain-name='openvidu.example.io'"]),
    );
    expect(beta.stderr).toContain("unknown argument '--domain-name'");
    expect(await installed(first)).toBe(false);
  });

  it("a missing argument, and a machine that is not in the list", async () => {
    const missing = await installMaster(
      first,
      master380.filter((word) => !word.startsWith("--redis-password")),
    );
    expect(missing.stderr).toContain("argument '--redis-password' is required");
    const elsewhere = await installMaster(pick(lab.media));
    expect(elsewhere.stderr).toContain(
      "none of this machine's addresses is in '--master-node-private-ip-list'",
    );
  });

  it("the second word of a value with a blank, because values are split again", async () => {
    const words = master380.map((word) =>
      word.startsWith("--dashboard-admin-password") ? "--dashboard-admin-password='a b'" : word,
    );
    expect((await installMaster(first, words)).stderr).toContain("unknown argument 'b'");
  });

  it("to talk to a terminal that is not there, without --no-tty", async () => {
    const { code, stderr } = await installMaster(first, master380.slice(1));
    expect(code).not.toBe(0);
    expect(stderr).toContain("/dev/tty");
  });

  it("an existing installation", async () => {
    expect((await installMaster(first)).code).toBe(0);
    expect((await installMaster(first)).stderr).toContain("/opt/openvidu exists");
  });
});
