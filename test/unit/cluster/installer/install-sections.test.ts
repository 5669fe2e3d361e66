import { describe, expect, it } from "vitest";
import { renderInstallDocument } from "../../../../cluster/installer/install-document";
import { installSections, type InstallSection } from "../../../../cluster/installer/install-sections";
import {
  clusterOf,
  documentManifest,
  manifest,
  production,
  readText,
  replace,
} from "../../../fixtures/manifest-builder";

type Commands = Extract<InstallSection, { kind: "commands" }>;

function fromDocument(name: string): string {
  return readText("test", "fixtures", "document", name).trimEnd();
}

function commands(text: string, role: "master" | "media"): Commands {
  const sections = installSections(clusterOf(text), () => "xxxxx");
  const found = sections.find((section) => section.kind === "commands" && section.role === role);
  if (found?.kind !== "commands") throw new Error(`No commands for ${role}.`);
  return found;
}

const OWN = [
  "{ type: owncert, privateKey: privkey.pem, publicKey: fullchain.pem,",
  "turnPrivateKey: turn-privkey.pem, turnPublicKey: turn-fullchain.pem }",
].join(" ");

const ALL_MEET = "credentials:\n  meetInitialApiKey: xxxxx\nssh:\n  user: ubuntu";

describe("the installation commands at the document's release", () => {
  it("are the document's for Let's Encrypt", () => {
    const text = documentManifest({ certificate: "{ type: letsencrypt, email: example@example.io }" });
    expect(commands(text, "master").command).toBe(fromDocument("beta1-master-letsencrypt.txt"));
    expect(commands(text, "master").preparation).toEqual([]);
  });

  it("are the document's for a self-signed certificate", () => {
    expect(commands(documentManifest(), "master").command).toBe(fromDocument("beta1-master-selfsigned.txt"));
  });

  it("are the document's for own certificates, with its shell variables", () => {
    const master = commands(documentManifest({ certificate: OWN }), "master");
    expect(master.command).toBe(fromDocument("beta1-master-owncert.txt"));
    expect(master.preparation.join("\n")).toBe(`${fromDocument("beta1-owncert-variables.txt")}\n`);
  });

  it("leave the TURN certificate out where none is given", () => {
    const text = documentManifest({
      certificate: "{ type: owncert, privateKey: privkey.pem, publicKey: fullchain.pem }",
    });
    const master = commands(text, "master");
    expect(master.command).not.toContain("--turn-owncert");
    expect(master.preparation).toHaveLength(3);
    expect(master.preparation.join("\n")).not.toContain("TURN");
  });

  it("are the document's for media nodes, where the TURN domain is the domain", () => {
    const media = commands(documentManifest({ turnDomain: "openvidu.example.io" }), "media");
    expect(media.command).toBe(fromDocument("beta1-media.txt"));
    expect(media.perNode).toEqual([]);
  });

  it("give media nodes the TURN domain of the masters", () => {
    expect(commands(documentManifest(), "media").command).toBe(
      fromDocument("beta1-media.txt").replace(
        "--turn-domain-name='openvidu.example.io'",
        "--turn-domain-name='turn.example.io'",
      ),
    );
  });

  it("leave out what is switched off", () => {
    const text = replace(
      documentManifest(),
      ["turnDomain: turn.example.io\n", ""],
      ["[app, observability, ", "["],
    );
    const { command } = commands(text, "master");
    expect(command).toContain("--enabled-modules='v2compatibility'");
    expect(command).not.toMatch(/--turn|--grafana|--default-app/);
  });

  it("have no argument for a media node's public address on the masters", () => {
    const text = replace(documentManifest(), [
      "publicIp: 203.0.113.5 }",
      "publicIp: 203.0.113.5, forcePublicIp: true }",
    ]);
    expect(commands(text, "media").perNode).toEqual([
      { node: "media-5", words: ["--public-ip='203.0.113.5'"] },
    ]);
    expect(commands(text, "master").command).not.toContain("--force-media-node-public-ip");
  });
});

describe("the installation commands at 3.8.0", () => {
  it("are the document's for masters", () => {
    const text = manifest(["ssh:\n  user: ubuntu", ALL_MEET]);
    expect(commands(text, "master").command).toBe(fromDocument("3.8.0-master-letsencrypt.txt"));
  });

  it("leave out an API key of Meet that is not given, for an empty one would undo the installer's default", () => {
    expect(commands(production, "master").command).toBe(
      fromDocument("3.8.0-master-letsencrypt.txt").replace("    --meet-initial-api-key='xxxxx' \\\n", ""),
    );
  });

  it("are the document's for media nodes, besides each one's private address", () => {
    const media = commands(production, "media");
    expect(media.command).toBe(fromDocument("3.8.0-media.txt"));
    expect(media.perNode).toEqual([
      { node: "media-1", words: ["--private-ip='10.5.0.5'"] },
      { node: "media-2", words: ["--private-ip='10.5.0.6'"] },
    ]);
  });

  it("pass a media node's public address where it is forced, and tell the masters", () => {
    const text = manifest(["publicIp: 203.0.113.16", "publicIp: 203.0.113.16\n    forcePublicIp: true"]);
    expect(commands(text, "media").perNode[1]?.words).toEqual([
      "--private-ip='10.5.0.6'",
      "--public-ip='203.0.113.16'",
    ]);
    expect(commands(text, "media").perNode[0]?.words).toEqual(["--private-ip='10.5.0.5'"]);
    expect(commands(text, "master").command.split("\n").at(-1)).toBe("    --force-media-node-public-ip");
    expect(commands(production, "master").command).not.toContain("--force-media-node-public-ip");
  });

  it("end with the own certificate and have no TURN one", () => {
    const text = manifest([
      "type: letsencrypt",
      "type: owncert\n  privateKey: a b.pem\n  publicKey: c/d.pem",
    ]);
    const master = commands(text, "master");
    expect(master.command).toMatch(
      /--certificate-type='owncert' \\\n {4}--owncert-private-key="\$CERT_PRIVATE_KEY" \\\n {4}--owncert-public-key="\$CERT_PUBLIC_KEY"$/,
    );
    expect(master.preparation).toEqual([
      "CERT_PRIVATE_KEY=$(cat 'a b.pem' | base64 -w 0)",
      "CERT_PUBLIC_KEY=$(cat c/d.pem | base64 -w 0)",
      "",
    ]);
  });

  it("have no certificate behind an external load balancer, but its flag and the TURN domain", () => {
    const text = manifest(
      ["rtcEngine: pion", "loadBalancing: external\nturnDomain: turn.example.io"],
      ["certificate:\n  type: letsencrypt\n", ""],
    );
    const { command } = commands(text, "master");
    expect(command.split("\n").at(-1)).toBe("    --external-load-balancer");
    expect(command).toContain(
      "--domain-name='openvidu.example.io' \\\n    --turn-domain-name='turn.example.io' \\\n    --enabled-modules=",
    );
    expect(command).not.toContain("--certificate-type");
  });

  it("set the installer's environment and end with the extra arguments, quoted", () => {
    const text = manifest([
      "ssh:\n  user: ubuntu",
      [
        "installer:",
        "  environment: { DOCKER_VERSION: 29.0.0, REDIS_SERVER_IMAGE: my registry/redis }",
        '  arguments: { master: [--forceUTCTimezone], media: ["--note=it\'s"] }',
        "ssh:",
        "  user: ubuntu",
      ].join("\n"),
    ]);
    const master = commands(text, "master").command.split("\n");
    expect(master[0]).toBe(
      "DOCKER_VERSION='29.0.0' REDIS_SERVER_IMAGE='my registry/redis' sh <(curl -fsSL http://get.openvidu.io/pro/ha/3.8.0/install_ov_master_node.sh) \\",
    );
    expect(master.at(-1)).toBe("    '--forceUTCTimezone'");
    expect(commands(text, "media").command.split("\n").at(-1)).toBe(String.raw`    '--note=it'\''s'`);
  });

  it("take the script from a mirror, whose address the shell cannot misread", () => {
    const at = (url: string): string | undefined =>
      commands(manifest(["ssh:\n", `installer:\n  baseUrl: "${url}"\nssh:\n`]), "master").command.split(
        " \\\n",
      )[0];
    expect(at("https://mirror.example.io/ov/")).toBe(
      "sh <(curl -fsSL https://mirror.example.io/ov/pro/ha/3.8.0/install_ov_master_node.sh)",
    );
    expect(at("http://m/$(reboot)&x=")).toBe(
      "sh <(curl -fsSL 'http://m/$(reboot)&x=/pro/ha/3.8.0/install_ov_master_node.sh')",
    );
  });
});

describe("the installation document", () => {
  it("has the wizard's four sections in its order", () => {
    expect(installSections(clusterOf(production), () => "•••").map((section) => section.title)).toEqual([
      "Firewall Configuration for 'Master Nodes'",
      "Installation Commands for 'Master Nodes'",
      "Firewall Configuration for 'Media Nodes'",
      "Installation Commands for 'Media Nodes'",
    ]);
  });

  it("shows each looked-up value as it is told to, and says which are secret", () => {
    const asked = new Map<string, boolean>();
    const sections = installSections(clusterOf(documentManifest()), (key, secret) => {
      asked.set(key, secret);
      return `<${key}>`;
    });
    const rendered = renderInstallDocument(sections);
    expect(rendered).not.toContain("xxxxx");
    expect(rendered).toContain("--redis-password='<credentials.redisPassword>'");
    expect(asked.get("license")).toBe(true);
    expect(asked.get("credentials.mongoAdminUser")).toBe(false);
    expect(asked.get("credentials.mongoAdminPassword")).toBe(true);
  });

  it("reads as a page: tables, commands, each node's own words, what to start when", () => {
    const rendered = renderInstallDocument(installSections(clusterOf(production), () => "•••"));
    expect(rendered).toContain("## 1. Firewall Configuration for 'Master Nodes'\n\n| Protocol | Ports ");
    expect(rendered).toContain("- on media-1: `--private-ip='10.5.0.5'`");
    expect(rendered.match(/systemctl start openvidu/g)).toHaveLength(2);
    expect(rendered).toContain("\\* Unverified: The documents name the port with the observability module");
  });
});
