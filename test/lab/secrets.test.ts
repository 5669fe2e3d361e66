import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { TestAuthority } from "../fixtures/certificates";
import { readText, replace } from "../fixtures/manifest-builder";
import { ovcluster, type Ended, type Running } from "../fixtures/ovcluster";
import { bootLabToDeploy } from "./deploy-harness";
import { pick, type Lab } from "./lab";
import { uninstall } from "./uninstall";
import { watchProcesses, type Leak } from "./watch-processes";

const DEPLOY_MS = 240_000;

/** Values that nothing else on any machine looks like. */
const SECRETS: Readonly<Record<string, string>> = {
  license: "LIC-Quokka7Wombat3-license",
  "credentials.livekitApiKey": "APIQuokkaKey77",
  ...Object.fromEntries(
    [
      ...["livekitApiSecret", "dashboardAdminPassword", "redisPassword", "minioSecretKey"],
      ...["mongoAdminPassword", "mongoReplicaSetKey", "grafanaAdminPassword", "meetInitialAdminPassword"],
    ].map((key, index) => [`credentials.${key}`, `Quokka${String(index)}Xylophone${key}`]),
  ),
};

const authority = new TestAuthority();
const server = authority.server("openvidu.example.io");
const chain = server.certificate + authority.intermediate.certificate;

/** Every form in which a secret could be found: as it is, in base64, and the lines of the key. */
const FORMS = [
  ...Object.values(SECRETS).flatMap((value) => [value, base64(value)]),
  ...server.key.split("\n").filter((line) => line.length > 16 && !line.startsWith("-----")),
  base64(server.key).slice(0, 120),
];

let lab: Lab;
let folder: string;
let deployed: Ended;
let watched: { readonly leaks: readonly Leak[]; readonly looks: number };

function base64(text: string): string {
  return Buffer.from(text).toString("base64").replace(/=+$/, "");
}

/** A person's home with the manifest, the ssh key and the certificate; answers its path. */
async function operator(name: string, secrets: Readonly<Record<string, string>> = {}): Promise<string> {
  const home = path.join(folder, name);
  await mkdir(path.join(home, "certs"), { recursive: true });
  await mkdir(path.join(home, "tmp"));
  const manifest = replace(
    readText("examples", "lab", "lab.openvidu.yaml"),
    ["type: letsencrypt", "type: owncert\n  privateKey: certs/key.pem\n  publicKey: certs/chain.pem"],
    ["../../.lab/id_ed25519", lab.identityFile],
  );
  await writeFile(path.join(home, "production.openvidu.yaml"), manifest);
  await writeFile(path.join(home, "certs/key.pem"), server.key, { mode: 0o600 });
  await writeFile(path.join(home, "certs/chain.pem"), chain);
  if (Object.keys(secrets).length > 0) {
    await writeFile(path.join(home, "secrets.yaml"), JSON.stringify(secrets), { mode: 0o600 });
  }
  return home;
}

/** Runs a command with the operator's own secrets file. */
function run(home: string, args: readonly string[], more: Running = {}): Promise<Ended> {
  const environment = { TMPDIR: path.join(home, "tmp") };
  const files = ["--secrets-file", "secrets.yaml", "--known-hosts", lab.knownHostsFile];
  return ovcluster(home, [...args, ...files], { environment, ...more });
}

async function secretsOf(home: string): Promise<Record<string, string>> {
  return parse(await readFile(path.join(home, "secrets.yaml"), "utf8")) as Record<string, string>;
}

beforeAll(async () => {
  lab = await bootLabToDeploy();
  folder = await mkdtemp(path.join(tmpdir(), "lab-secrets-"));
}, DEPLOY_MS);

afterAll(async () => {
  await lab.down();
  await rm(folder, { recursive: true, force: true });
});

describe("bad input to a deployment", () => {
  it.each<[string, (home: string) => Promise<void>, RegExp]>([
    [
      "a key of another certificate",
      (home) => writeFile(path.join(home, "certs/key.pem"), authority.server("other.io").key),
      /The key in certs\/key\.pem does not belong to the certificate in certs\/chain\.pem\./,
    ],
    [
      "a key file that cannot be read",
      async (home) => {
        await rm(path.join(home, "certs/key.pem"));
        await mkdir(path.join(home, "certs/key.pem"));
      },
      /The file .*certs\/key\.pem is a folder\./,
    ],
    [
      "a secrets file that others can read",
      (home) => chmod(path.join(home, "secrets.yaml"), 0o644),
      /Others can read it \(mode 0644\)\.\n.*chmod 600/,
    ],
  ])("is refused with one message and nothing written: %s", async (what, spoil, message) => {
    const home = await operator(`bad ${what}`, { license: "LIC-Quokka7Wombat3-license" });
    await spoil(home);
    const before = await readFile(path.join(home, "secrets.yaml"), "utf8");
    const ended = await run(home, ["deploy"]);
    expect(ended.code).toBe(1);
    expect(ended.error).toMatch(message);
    expect(ended.error.match(/^error: /gm)).toHaveLength(1);
    expect(await readFile(path.join(home, "secrets.yaml"), "utf8")).toBe(before);
    for (const node of lab.nodes) {
      expect(await node.must("ls -d /opt/openvidu /var/lib/openvidu-cluster 2>/dev/null || true")).toBe("");
    }
  });
});

describe("a whole deployment with known secrets", () => {
  beforeAll(async () => {
    const home = await operator("ann", SECRETS);
    const going = run(home, ["deploy", "--verbose", "--json"]);
    watched = await watchProcesses(FORMS, going);
    deployed = await going;
  }, DEPLOY_MS);

  it("works", () => {
    expect(deployed.error).toBe("");
    expect(deployed.code).toBe(0);
    expect(watched.looks).toBeGreaterThan(50);
  });

  it("gives the masters exactly the certificate's files, and no other node any", async () => {
    for (const node of lab.masters) {
      expect(await node.must("ls /opt/openvidu/owncert")).toBe("fullchain.pem\nprivkey.pem\n");
      expect(await node.readFile("/opt/openvidu/owncert/privkey.pem")).toBe(server.key);
      expect(await node.readFile("/opt/openvidu/owncert/fullchain.pem")).toBe(chain);
    }
    expect(await pick(lab.media).must("ls /opt/openvidu/owncert 2>/dev/null || true")).toBe("");
  });

  it("gives every node the same values", async () => {
    for (const node of lab.nodes) {
      const kept = await node.must("cat /opt/openvidu/config/node/*.env");
      expect(kept).toContain(`REDIS_PASSWORD=${SECRETS["credentials.redisPassword"] ?? ""}\n`);
    }
  });

  it("prints none of them", () => {
    const told = deployed.out + deployed.error;
    expect(told.length).toBeGreaterThan(5_000);
    expect(FORMS.filter((form) => told.includes(form))).toEqual([]);
  });

  it("has none of them in the arguments or the environment of a process that is not the official installer", () => {
    const official = /install\.sh|stand_in\.py|installation-scripts/;
    expect(watched.leaks.filter(({ text }) => !official.test(text))).toEqual([]);
    expect(watched.leaks.filter(({ where }) => where === "environ")).toEqual([]);
    // That it looks closely enough is seen from what the official installer cannot hide.
    expect(watched.leaks.length).toBeGreaterThan(0);
  });

  it("writes none of them on this machine but where they came from", async () => {
    const own = new Set(["secrets.yaml", path.join("certs", "key.pem")]);
    const home = path.join(folder, "ann");
    for (const entry of await readdir(home, { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name);
      if (!entry.isFile() || own.has(path.relative(home, file))) continue;
      const text = await readFile(file, "latin1");
      expect(
        FORMS.filter((form) => text.includes(form)),
        file,
      ).toEqual([]);
    }
    expect(await secretsOf(home)).toEqual(SECRETS);
  });

  it("leaves none of them on a node outside OpenVidu's folder, nor in its journal", async () => {
    // The patterns come over a descriptor of their own: what holds them has no name to be found under.
    const patterns = `3<<'PATTERNS'\n${FORMS.join("\n")}\nPATTERNS`;
    const search =
      "grep -rlaF --exclude-dir=proc --exclude-dir=sys --exclude-dir=dev -f /dev/fd/3 / 2>/dev/null";
    for (const node of lab.nodes) {
      const files = (await node.run(`${search} ${patterns}`)).stdout.split("\n");
      expect(
        files.filter((file) => file !== "" && !file.startsWith("/opt/openvidu/")),
        node.name,
      ).toEqual([]);
      // That it searches is seen from what it finds where OpenVidu itself keeps them.
      expect(files.length).toBeGreaterThan(1);
      const journal = await node.run(`journalctl --no-pager | grep -cF -f /dev/fd/3 ${patterns}`);
      expect(journal.stdout, node.name).toBe("0\n");
    }
  });
});

describe("the certificate of a running cluster", () => {
  it("is compared with the type that the manifest says, as far as files on the masters tell", async () => {
    const home = path.join(folder, "ann");
    const own = await readFile(path.join(home, "production.openvidu.yaml"), "utf8");
    await writeFile(
      path.join(home, "other.yaml"),
      own.replace(/type: owncert(\n {2}\w+Key: .*)+/, "type: selfsigned"),
    );
    const ended = await run(home, ["deploy", "other.yaml"]);
    expect(ended.code).toBe(0);
    expect(ended.error).toMatch(/^other\.yaml:[\d:]+ information: .*\[self-signed\]\n$/);
    expect(ended.out).toContain(
      "The manifest says certificate.type 'selfsigned', master-1, master-2, master-3, master-4 have files in /opt/openvidu/owncert",
    );
    expect(ended.out).toContain("Nothing was changed");
    await rm(path.join(home, "other.yaml"));
  });
});

describe("secrets of a running cluster", () => {
  it("are listed with where each comes from, never with a value", async () => {
    const ended = await run(path.join(folder, "ann"), ["secrets", "list"]);
    expect(ended.code).toBe(0);
    expect(ended.out).toMatch(/credentials\.redisPassword +the file .*secrets\.yaml/);
    expect(ended.out).toMatch(/certificate\.privateKey +the file certs\/key\.pem/);
    expect(FORMS.filter((form) => ended.out.includes(form))).toEqual([]);
  });

  it("are not made anew, and the reason is told", async () => {
    const home = path.join(folder, "ann");
    const ended = await run(home, ["secrets", "regenerate", "credentials.redisPassword"]);
    expect(ended.code).toBe(1);
    expect(ended.error).toContain("The cluster uses it: OpenVidu is installed on master-1, master-2");
    expect(await secretsOf(home)).toEqual(SECRETS);
  });

  it("are offered to a second operator who lacks them, and nothing is read without a yes", async () => {
    const home = await operator("bob");
    const ended = await run(home, ["deploy"]);
    expect(ended).toMatchObject({ code: 0, error: "" });
    expect(ended.out).toContain("--adopt-secrets");
    expect(ended.out).toContain("Nothing to do");
    expect(await readdir(home)).not.toContain("secrets.yaml");
  });

  it("reach the second operator from a master after a yes, and the cluster stays as it is", async () => {
    const home = path.join(folder, "bob");
    const ended = await run(home, ["deploy", "--adopt-secrets"]);
    expect(ended).toMatchObject({ code: 0, error: "" });
    expect(ended.out).toContain("Nothing to do");
    expect(await secretsOf(home)).toEqual(SECRETS);
    expect(FORMS.filter((form) => ended.out.includes(form))).toEqual([]);
    const status = await run(home, ["status", "--json"]);
    expect(status.code).toBe(0);
  });

  it("let the second operator install a node anew, with the same values", async () => {
    const node = pick(lab.media);
    await uninstall(node);
    const ended = await run(path.join(folder, "bob"), ["deploy"]);
    expect(ended).toMatchObject({ code: 0, error: "" });
    expect(await node.readFile("/opt/openvidu/config/node/media_node.env")).toContain(
      `REDIS_PASSWORD=${SECRETS["credentials.redisPassword"] ?? ""}\n`,
    );
  });

  it("are not taken from masters that disagree", async () => {
    const home = await operator("eve");
    await pick(lab.masters, 2).must(
      "sed -i 's/^LIVEKIT_API_KEY=.*/LIVEKIT_API_KEY=APIother/' /opt/openvidu/config/cluster/openvidu.env",
    );
    const ended = await run(home, ["secrets", "adopt"]);
    expect(ended.code).toBe(1);
    expect(ended.error).toContain(
      "master-1 and master-3 have different values for 'credentials.livekitApiKey'",
    );
    expect(ended.error).not.toContain("APIother");
    expect(await readdir(home)).not.toContain("secrets.yaml");
  });
});
