import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cluster } from "../../../../cluster/cluster";
import { differencesOf } from "../../../../operations/node/differences";
import { gatherFacts } from "../../../../operations/node/gather-facts";
import { parametersSection } from "../../../../operations/node/parameters";
import { parseFacts, secretsIn } from "../../../../operations/node/parse-facts";
import { SECTION_FUNCTION } from "../../../../operations/node/sections";
import { Redactor } from "../../../../operations/secrets/redactor";
import { facts, installedFacts, productionCluster } from "../builders";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "parameters-"));
  writeFileSync(
    join(folder, "openvidu.env"),
    [
      "# DOMAIN_NAME=commented.example.io",
      "DOMAIN_NAME=other.example.io",
      'ENABLED_MODULES="observability,v2compatibility"',
      "  REDIS_PASSWORD=the=password",
      "OPENVIDU_PRO_LICENSE='the-license'",
      "SHORT_KEY=abc",
      "SOMETHING_ELSE=not-asked-for",
    ].join("\n"),
  );
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The production cluster with its parameter files in the test's folder. */
function clusterHere(): Cluster {
  const cluster = productionCluster();
  const parameters = cluster.release.parameters.map((parameter) => ({
    ...parameter,
    file: parameter.file.replace(/.*\//, `${folder}/`),
  }));
  return { ...cluster, release: { ...cluster.release, parameters } };
}

function ask(secrets: "with" | "without"): string {
  const script = `set -u\n${SECTION_FUNCTION}\n${parametersSection(clusterHere(), "master", secrets)}\nsection end`;
  return spawnSync("bash", ["-s"], { input: script, encoding: "utf8" }).stdout;
}

describe("a node's parameter files", () => {
  it("tell what the manifest holds in plain words, and no secrets among the facts", () => {
    for (const secrets of ["with", "without"] as const) {
      expect(parseFacts(ask(secrets)).parameters).toEqual(
        new Map([
          ["DOMAIN_NAME", "other.example.io"],
          ["ENABLED_MODULES", "observability,v2compatibility"],
        ]),
      );
    }
  });

  it("give their secrets only where they are asked for", () => {
    expect(ask("without")).not.toMatch(/the=password|the-license/);
    expect(secretsIn(ask("with"))).toEqual(["the=password", "the-license"]);
  });

  it("are masked from the moment the facts are there", async () => {
    const redactor = new Redactor();
    const [node] = productionCluster().masters;
    if (node === undefined) throw new Error("The example has masters.");
    const stdout = ask("with");
    const shell = { run: () => Promise.resolve({ status: 0, stdout, stderr: "" }), close: () => undefined };
    await gatherFacts(clusterHere(), node, shell, { redactor });
    expect(redactor.redact("requirepass the=password")).toBe("requirepass •••");
  });
});

describe("what the nodes have otherwise than the manifest", () => {
  const cluster = productionCluster();
  const have = (parameters: Readonly<Record<string, string>>) =>
    new Map(
      cluster.nodes.map(({ name }) => [
        name,
        installedFacts({ parameters: new Map(Object.entries(parameters)) }),
      ]),
    );

  it("is nothing where they have the same, in any order", () => {
    const modules = [...cluster.features.modules].reverse().join(", ");
    expect(differencesOf(cluster, have({ DOMAIN_NAME: cluster.domain, ENABLED_MODULES: modules }))).toEqual(
      [],
    );
  });

  it("is nothing where they are not installed, or do not tell", () => {
    expect(differencesOf(cluster, new Map([["master-1", facts()]]))).toEqual([]);
    expect(differencesOf(cluster, have({}))).toEqual([]);
  });

  it("is told once for each key, with the nodes, the file and what deploy does not do", () => {
    const found = have({ DOMAIN_NAME: cluster.domain, ENABLED_MODULES: "observability" });
    found.set("master-2", installedFacts({ parameters: new Map([["DOMAIN_NAME", "old.example.io"]]) }));
    const told = differencesOf(cluster, found).map(({ told, remedy }) => `${told} ${remedy}`);
    expect(told).toHaveLength(2);
    expect(told[0]).toContain(
      `The manifest says domain '${cluster.domain}', master-2 has 'old.example.io'. Deploy does not change an installed node`,
    );
    expect(told[0]).toContain("DOMAIN_NAME in /opt/openvidu/config/cluster/openvidu.env");
    expect(told[1]).toContain("master-1, master-3, master-4 have 'observability'");
  });

  it.each([
    ["no file", { type: "owncert", privateKey: "a", publicKey: "b" }, false],
    ["files", { type: "selfsigned" }, true],
  ] as const)(
    "is told of a certificate, with %s where own certificates are",
    (having, certificate, ownCertificate) => {
      const found = have({});
      found.set("master-2", installedFacts({ ownCertificate }));
      for (const name of ["master-1", "master-3", "master-4"])
        found.set(name, installedFacts({ ownCertificate: !ownCertificate }));
      expect(differencesOf({ ...cluster, certificate }, found).map(({ told }) => told)).toEqual([
        `The manifest says certificate.type '${certificate.type}', master-2 has ${having} in /opt/openvidu/owncert, where own certificates are.`,
      ]);
    },
  );
});
