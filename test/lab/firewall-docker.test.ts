import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportFirewall, type FormatName } from "../../cluster/firewall/formats";
import { clusterOf, manifest } from "../fixtures/manifest-builder";
import { passes } from "./flows";
import { bootLab, type Lab, type LabNode, pick, until } from "./lab";
import { must } from "./processes";

const STRANGER = "10.5.0.77";
const PUBLISHED = 8081;
const ON_HOST = 8082;

const [master] = clusterOf(manifest()).masters;
if (master === undefined) throw new Error("The example has masters.");
const rulesAs = (format: FormatName): string =>
  exportFirewall(clusterOf(manifest()), format, { kind: "node", node: master });

let lab: Lab;
let node: LabNode;

/** Whether a stranger reaches a port of the machine. */
function reaches(port: number, expected: boolean): Promise<boolean> {
  return passes({ from: STRANGER, to: node.publicIp, protocol: "tcp", port }, expected);
}

const LISTENS = `timeout 2 bash -c '</dev/tcp/127.0.0.1/${String(ON_HOST)}'`;

/** Docker as it is installed anywhere: with a bridge and with rules of its own, which the lab's other tests do without. */
const DOCKER_AS_USUAL = `echo '{ "storage-driver": "overlay2" }' >/etc/docker/daemon.json
systemctl reset-failed docker
systemctl restart docker
docker import /usr/share/openvidu-lab/image.tar listener >/dev/null
docker run --detach --restart always --name published --publish ${String(PUBLISHED)}:80 listener nc -ll -p 80 -e /bin/true
docker run --detach --restart always --name on-host --network host listener nc -ll -p ${String(ON_HOST)} -e /bin/true`;

beforeAll(async () => {
  lab = await bootLab({ masters: 1, media: 0 });
  node = pick(lab.masters);
  await must("ip", ["address", "add", `${STRANGER}/24`, "dev", "lab0"]);
  await node.must(DOCKER_AS_USUAL);
});

afterAll(async () => {
  await lab.down();
});

const PROGRAMS: readonly (readonly [format: FormatName, load: string, end: string])[] = [
  ["ufw", "bash /root/rules", "ufw --force reset >/dev/null"],
  ["nftables", "nft -f /root/rules", "nft delete table inet openvidu_cluster"],
  [
    "iptables",
    "bash /root/rules",
    "iptables -D INPUT -j OPENVIDU-CLUSTER; ip6tables -D INPUT -j OPENVIDU-CLUSTER",
  ],
];

describe("a port that Docker publishes", () => {
  it("is there for everybody without a firewall, as one of a container on the host's network is", async () => {
    await until(
      "both containers listen",
      async () => (await reaches(PUBLISHED, true)) && reaches(ON_HOST, true),
    );
    expect(await node.must(`ss -Hltnp sport = :${String(PUBLISHED)}`)).toContain("docker-proxy");
  });

  it.each(PROGRAMS)("bypasses %s, and one of the host's network does not", async (format, load, end) => {
    await node.writeFile("/root/rules", rulesAs(format));
    try {
      await node.must(load);
      expect(await reaches(22, true)).toBe(true);
      expect(await reaches(PUBLISHED, true)).toBe(true);
      expect(await reaches(ON_HOST, false)).toBe(false);
    } finally {
      await node.must(end);
    }
  });

  it("bypasses firewalld once Docker has been started after it, and nobody reaches it before", async () => {
    await node.writeFile("/root/rules", rulesAs("firewalld"));
    await node.must("bash /root/rules");
    expect(await reaches(22, true)).toBe(true);
    expect(await reaches(PUBLISHED, false)).toBe(false);
    await node.must("systemctl restart docker");
    await until("the container publishes its port", () => reaches(PUBLISHED, true));
    // Loading the rules again reloads firewalld.
    await node.must("bash /root/rules");
    await until("the port is still published", () => reaches(PUBLISHED, true));
    await until("the other container listens", async () => (await node.run(LISTENS)).code === 0);
    expect(await reaches(ON_HOST, false)).toBe(false);
  });
});
