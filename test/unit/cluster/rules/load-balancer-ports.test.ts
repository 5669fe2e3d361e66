import { describe, expect, it } from "vitest";
import type { ReleaseFacts } from "../../../../cluster/cluster";
import { releaseInForce, releases } from "../../../../cluster/release/catalogue";
import { featuresOf } from "../../../../cluster/release/features";
import { loadBalancerPorts } from "../../../../cluster/rules/load-balancer-ports";
import type { RuleSubject } from "../../../../cluster/rules/rule";
import { production, replace, told } from "../../../fixtures/manifest-builder";

function messagesAt(release: ReleaseFacts, loadBalancing: "dns" | "external"): string[] {
  const features = featuresOf({ loadBalancing }, release);
  return [...(loadBalancerPorts.check?.({ draft: {}, features, release } as RuleSubject) ?? [])].map(
    ({ message }) => message,
  );
}

describe("an external load balancer", () => {
  it("at a release whose ports behind it are nowhere documented is a warning", () => {
    const [newest] = releases.slice(-1);
    if (newest === undefined) throw new Error("The catalogue is empty.");
    const ports = newest.ports.filter(({ from }) => !from.includes("loadBalancer"));
    const silent = { ...newest, version: "4.0.0", ports };
    expect(messagesAt(silent, "external")).toEqual([
      "No source tells which ports release 4.0.0 has behind an external load balancer; the firewall tables leave them out. Ask OpenVidu for them, or choose a newer release.",
    ]);
    expect(messagesAt(silent, "dns")).toEqual([]);
    expect(loadBalancerPorts.severity).toBe("warning");
  });

  it("leaves out what the documents do not tell for it, which is a warning: MinIO for everybody", () => {
    const minio = replace(
      production,
      ["rtcEngine: pion", "rtcEngine: pion\nloadBalancing: external"],
      ["publicMinio: false", "publicMinio: true"],
    );
    expect(told(minio, "load-balancer-ports")).toEqual([
      "warning [true] No source tells how MinIO is reached from everywhere behind an external load balancer; the firewall tables leave its port 9000 out.",
    ]);
  });

  it.each(releases.map(({ version }) => version))("is fine at %s, whose documents tell them", (version) => {
    const release = releaseInForce(version);
    expect(release === undefined ? undefined : messagesAt(release, "external")).toEqual([]);
  });

  it.each(["ufw", "firewalld", "nftables"])(
    "is told that %s would open its ports to everybody",
    (firewall) => {
      const external = replace(production, [
        "rtcEngine: pion",
        `rtcEngine: pion\nloadBalancing: external\nfirewall: ${firewall}`,
      ]);
      expect(told(external, "load-balancer-ports")).toEqual([
        `warning [${firewall}] ${firewall} opens 1945/tcp, 5349/tcp, 7880/tcp to everybody: the manifest does not tell the load balancer's addresses. To let in only them, set firewall: none and load what 'ovcluster firewall --format ${firewall} --role master --load-balancer ADDRESS' prints.`,
      ]);
      expect(told(external.replace("loadBalancing: external", ""), "load-balancer-ports")).toEqual([]);
      expect(
        told(external.replace("release: 3.8.0", "release: 3.1.0"), "load-balancer-ports").map((line) =>
          line.slice(0, line.indexOf(":")),
        ),
      ).toEqual([
        `warning [${firewall}] ${firewall} opens 7880/tcp to everybody`,
        `warning [${firewall}] ${firewall} opens 1935/tcp to everybody`,
      ]);
    },
  );

  it("is fine in a whole manifest", () => {
    const external = replace(production, ["rtcEngine: pion", "rtcEngine: pion\nloadBalancing: external"]);
    expect(told(external, "load-balancer-ports")).toEqual([]);
  });
});
