import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factsScript } from "../../../../operations/node/facts-script";
import { isComplete, parseFacts } from "../../../../operations/node/parse-facts";
import { parseSections } from "../../../../operations/node/sections";
import { productionCluster } from "../builders";

function output(sections: Readonly<Record<string, string>>): string {
  return Object.entries(sections)
    .map(([name, content]) => `\n\u001e${name}\n${content}\n`)
    .join("");
}

const RUNNING = '{"Status":"running","Running":true,"StartedAt":"2026-11-22T14:00:00.5Z"}';

describe("a node's answer", () => {
  it("is read section by section", () => {
    const facts = parseFacts(
      output({
        machine:
          "hostname=master-1\nmachine_id=abc\nboot_id=def\nos=Debian GNU/Linux 12 (bookworm)\narchitecture=x86_64\nprocessors=8\nmemory_kib=1024\nsystemd=yes\ncurl=yes\ndocker=Docker version 20.10.24+dfsg1, build 297e128",
        addresses: "127.0.0.1/8\n10.5.0.1/24\nfe80::1/64",
        disks: "/opt/openvidu 1000 400\n/var/lib/docker 2000 500",
        installation: "directory=yes\nunit=yes\nenabled=yes\ninfo_time=123\nown_certificate=yes",
        "deployment-info": 'environment: on_premise\nversion: "3.8.0"',
        parameters: 'DOMAIN_NAME=openvidu.example.io\n ENABLED_MODULES="a,b"\nREDIS_PASSWORD=not-a-fact',
        job: "state=exited 1 456",
        firewall: "ufw=yes\nnft=yes\nufw_active=yes",
        look: "time=1700000000123\nunit_state=active\nunit_since=1700000000\nhealth=503",
        containers: `"/caddy" 3 ${RUNNING}`,
        listeners:
          'tcp LISTEN 0 4096 0.0.0.0:80 0.0.0.0:* users:(("caddy",pid=12,fd=3))\nudp UNCONN 0 0 [::]:443 [::]:*\ntcp LISTEN 0 1 127.0.0.53%lo:53 0.0.0.0:*',
        end: "",
      }),
    );
    expect(facts).toEqual({
      hostName: "master-1",
      machineId: "abc",
      bootId: "def",
      operatingSystem: "Debian GNU/Linux 12 (bookworm)",
      architecture: "x86_64",
      processors: 8,
      memory: 1024 * 1024,
      systemd: true,
      curl: true,
      docker: "20.10.24",
      addresses: ["127.0.0.1", "10.5.0.1", "fe80::1"],
      disks: [
        { path: "/opt/openvidu", size: 1000, free: 400 },
        { path: "/var/lib/docker", size: 2000, free: 500 },
      ],
      directory: true,
      ownCertificate: true,
      unitInstalled: true,
      unitEnabled: true,
      deployment: { version: "3.8.0", environment: "on_premise", time: 123 },
      parameters: new Map([
        ["DOMAIN_NAME", "openvidu.example.io"],
        ["ENABLED_MODULES", "a,b"],
      ]),
      job: { running: false, unread: false, last: { kind: "exited", status: 1, time: 456 } },
      firewall: { programs: ["ufw", "nftables"], active: ["ufw"] },
      time: 1_700_000_000_123,
      unitState: "active",
      unitSince: 1_700_000_000_000,
      healthStatus: 503,
      containers: [
        {
          name: "caddy",
          state: "running",
          restarts: 3,
          startedAt: "2026-11-22T14:00:00.500Z",
          startedMilliseconds: 1_795_356_000_500,
        },
      ],
      listeners: [
        { protocol: "tcp", address: "0.0.0.0", port: 80, process: "caddy" },
        { protocol: "udp", address: "::", port: 443 },
        { protocol: "tcp", address: "127.0.0.53%lo", port: 53 },
      ],
    });
  });

  it.each([
    ["version: 3.10", "3.10"],
    ["version: 'v3.8.0'", "3.8.0"],
    ["x: y\nversion:   3.8.0 # comment", "3.8.0"],
    ["openvidu_version: 3.8.0", undefined],
    ["version:", undefined],
    ["\u0000: [", undefined],
  ])("takes the version of %o as it is written", (info, version) => {
    const facts = parseFacts(output({ installation: "info_time=1", "deployment-info": info }));
    expect(facts.deployment?.version).toBe(version);
  });

  it("passes over what it does not understand", () => {
    const facts = parseFacts(
      output({
        containers: `"/cut" 1 {"Status":"runn\n"/never" 0 {"Status":"created","StartedAt":"0001-01-01T00:00:00Z"}\nrubbish`,
        listeners: "tcp LISTEN 0 0 *:99999 *:*\nsctp LISTEN 0 0 *:1 *:*\ntcp",
        job: "state=exploded 12",
        disks: "/opt many few",
      }),
    );
    expect(facts.containers).toEqual([{ name: "never", state: "created", restarts: 0 }]);
    expect(facts).toMatchObject({ listeners: [], disks: [], job: { running: false, unread: false } });
    expect(facts.job.last).toBeUndefined();
  });

  it("never throws, whatever it is", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom(
              "machine",
              "look",
              "containers",
              "listeners",
              "disks",
              "job",
              "deployment-info",
              "installation",
              "x",
            ),
            fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^([a-z_]{1,8}=\S{0,8}\n?){0,4}$/)),
          ),
        ),
        fc.string(),
        (sections, before) => {
          const facts = parseFacts(
            before + sections.map(([name, content]) => output({ [name]: content })).join(""),
          );
          expect(facts.containers.every(({ restarts }) => Number.isSafeInteger(restarts))).toBe(true);
          expect(facts.listeners.every(({ port }) => port >= 0 && port <= 65_535)).toBe(true);
        },
      ),
    );
  });

  it("keeps every section's text, whatever the text is", () => {
    const text = fc.string().map((content) => content.replaceAll("\u001e", ""));
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,9}$/), text), (sections) => {
        const parsed = parseSections(output(sections));
        for (const [name, content] of Object.entries(sections)) {
          const read = parsed.get(name) ?? "";
          expect([content, `${content}\n`, content.replace(/\n$/, "")]).toContain(
            read.replace(/\n$/, content.endsWith("\n") ? "\n" : ""),
          );
        }
      }),
    );
  });

  it("comes whole from this very machine, which is not changed", () => {
    const cluster = productionCluster();
    const script = factsScript(cluster, "master");
    const { stdout, status } = spawnSync("bash", ["-s"], {
      input: `{\n${script}\n} </dev/null`,
      encoding: "utf8",
    });
    expect(status).toBe(0);
    expect(isComplete(stdout)).toBe(true);
    const facts = parseFacts(stdout);
    expect(Math.abs(facts.time - Date.now())).toBeLessThan(60_000);
    expect(facts.addresses).toContain("127.0.0.1");
    expect(facts.processors).toBeGreaterThan(0);
    expect(facts.disks.length).toBe(2);
  });

  it("that was cut off is not taken for a node without anything", () => {
    expect(isComplete(output({ machine: "hostname=x" }))).toBe(false);
  });
});
