import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { production } from "../../fixtures/manifest-builder";
import { ovclusterHome, PRODUCTION } from "../../fixtures/ovcluster-home";

const home = ovclusterHome();

describe("ovcluster firewall", () => {
  it("prints the rules of the whole cluster as a table, and those of a node for its firewall program", async () => {
    const table = await home.run(["firewall", PRODUCTION]);
    expect(table).toMatchObject({ code: 0, error: "" });
    expect(table.out).toContain("## Master nodes");
    const rules = await home.run(["firewall", PRODUCTION, "--format", "nftables", "--node", "media-2"]);
    expect(rules.code).toBe(0);
    expect(rules.out).toContain("Firewall of node media-2");
  });

  it("leaves the port open that ~/.ssh/config tells for a node", async () => {
    await home.write(
      ".ssh/config",
      "Host ma\n  HostName 203.0.113.11\n  Port 2200\nHost 203.0.113.12\n  Port 2201\n",
    );
    const name = await home.write(
      "ports.openvidu.yaml",
      production.replace("publicIp: 203.0.113.11", "publicIp: 203.0.113.11\n    ssh: { host: ma }"),
    );
    const opened = async (...scope: string[]): Promise<string[]> => {
      const { out } = await home.run(["firewall", name, "--format", "nftables", ...scope]);
      return [...out.matchAll(/tcp dport (\d+) accept comment "ssh/g)].map(([, port = ""]) => port);
    };
    expect(await opened("--node", "master-1")).toEqual(["2200"]);
    expect(await opened("--node", "master-2")).toEqual(["2201"]);
    expect(await opened("--role", "master")).toEqual(["22", "2200", "2201"]);
    expect(await opened("--role", "media")).toEqual(["22"]);
    await home.write(".ssh/config", "");
  });

  it("writes a table with its picture beside it", async () => {
    expect(await home.run(["firewall", PRODUCTION, "--out", "rules.md"])).toEqual({
      code: 0,
      out: "rules.md\nrules.svg\n",
      error: "",
    });
    expect(await readFile(path.join(home.folder, "rules.md"), "utf8")).toContain("](<rules.svg>)");
    expect(await readFile(path.join(home.folder, "rules.svg"), "utf8")).toMatch(/^<svg /);
  });

  it("prints the file that it writes, as it was named", async () => {
    const ended = await home.run(["firewall", PRODUCTION, "--format", "csv", "--out", "./rules.csv"]);
    expect(ended).toEqual({ code: 0, out: "./rules.csv\n", error: "" });
  });

  it("makes no folder", async () => {
    const ended = await home.run(["firewall", PRODUCTION, "--out", "nowhere/rules.md"]);
    expect(ended).toEqual({
      code: 1,
      out: "",
      error:
        "error: nowhere/rules.md cannot be written: there is no folder nowhere. Make it, or name another file.\n",
    });
    expect(await readdir(home.folder)).not.toContain("nowhere");
  });

  it("replaces no file, and no picture beside a table, unless it is told to", async () => {
    const manifest = await home.write("mine.openvidu.yaml", production);
    const refused = await home.run(["firewall", manifest, "--format", "csv", "--out", manifest]);
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.error).toMatch(/mine\.openvidu\.yaml is there already\..*--force/);
    expect(await readFile(path.join(home.folder, manifest), "utf8")).toBe(production);
    await home.write("flows.svg", "mine");
    const beside = await home.run(["firewall", manifest, "--out", "flows.md"]);
    expect(beside).toMatchObject({ code: 1, out: "" });
    expect(beside.error).toMatch(/flows\.svg is there already\..*--force/);
    expect(await readFile(path.join(home.folder, "flows.svg"), "utf8")).toBe("mine");
    expect(await readdir(home.folder)).not.toContain("flows.md");
    const forced = await home.run(["firewall", manifest, "--out", "flows.md", "--force"]);
    expect(forced).toMatchObject({ code: 0, error: "" });
    expect(await readFile(path.join(home.folder, "flows.svg"), "utf8")).toMatch(/^<svg /);
  });

  it.each([
    ["an unknown format", ["--format", "nftable"], 2, "Did you mean nftables?"],
    ["a script without a machine", ["--format", "ufw"], 2, "--role master"],
    ["an unknown role", ["--role", "worker"], 2, "Roles: master, media."],
    ["an unknown node", ["--node", "media-9"], 2, "media-1, media-2"],
    ["a role and a node", ["--role", "media", "--node", "media-1"], 2, "exclude each other"],
    ["a table under its picture's name", ["--out", "rules.svg"], 2, "--format svg"],
    [
      "a load balancer that the cluster has none of",
      ["--load-balancer", "10.0.0.9"],
      2,
      "--load-balancer: this cluster has DNS load balancing (loadBalancing: dns), so no rule would name 10.0.0.9. Leave it out, or write 'loadBalancing: external' into the manifest.",
    ],
    ["a folder in a file's place", ["--force", "--out", "."], 1, "is a folder"],
    ["something that is no file", ["--force", "--out", "/dev/null"], 1, "is no file"],
    ["a file that cannot be written", ["--out", "/dev/null/rules.md"], 1, "cannot be written"],
  ])("tells %s in one message", async (_what, args, code, words) => {
    const ended = await home.run(["firewall", PRODUCTION, ...args]);
    expect(ended).toMatchObject({ code, out: "" });
    expect(ended.error.trim().split("\n")).toHaveLength(1);
    expect(ended.error).toContain(words);
  });

  it("tells a load balancer that is no address", async () => {
    const name = await home.write(
      "external.openvidu.yaml",
      production.replace("rtcEngine:", "loadBalancing: external\nrtcEngine:"),
    );
    const ended = await home.run(["firewall", name, "--load-balancer", "$(reboot)"]);
    expect(ended).toMatchObject({ code: 1, out: "" });
    expect(ended.error).toContain("'$(reboot)' is neither an address nor a network");
  });

  it("makes no rules of a manifest with errors", async () => {
    const name = await home.write(
      "address.openvidu.yaml",
      production.replace("privateIp: 10.5.0.2", "privateIp: 10.5.0.2;reboot"),
    );
    const ended = await home.run(["firewall", name, "--format", "ufw", "--role", "master"]);
    expect(ended).toMatchObject({ code: 1, out: "" });
    expect(ended.error).toContain("no firewall rules can be made");
  });
});
