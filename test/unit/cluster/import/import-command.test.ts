import { describe, expect, it } from "vitest";
import { importCommand } from "../../../../cluster/import/import-command";
import { installSections } from "../../../../cluster/installer/install-sections";
import { releases } from "../../../../cluster/release/catalogue";
import { clusterOf, readText, replace, told, toldBesidesAdvice } from "../../../fixtures/manifest-builder";
import { problem } from "./import-problem";

const document = (name: string): string => readText("test", "fixtures", "document", `${name}.txt`);
let count = 0;
const MASTER = document("3.8.0-master-letsencrypt").replaceAll(
  /='xxxxx'/g,
  () => `='S3cret${String((count += 1))}'`,
);
const MEDIA =
  "sh <(curl -fsSL http://get.openvidu.io/pro/ha/3.8.0/install_ov_media_node.sh) --no-tty --install \\\n --node-role='media-node' --master-node-private-ip-list='10.5.0.1,10.5.0.2,10.5.0.3,10.5.0.4' --redis-password='Redis1'\n";

/** The manifest with what a person fills in: public addresses and media nodes. */
function filledIn(text: string): string {
  const media = [5, 6].map(
    (n) => `  - { name: media-${n}, privateIp: 10.5.0.${n}, publicIp: 203.0.113.1${n} }`,
  );
  return text
    .replaceAll(/( +)privateIp: 10\.5\.0\.(\d)\n/g, "$&$1publicIp: 203.0.113.1$2\n")
    .replace("mediaNodes: []", ["mediaNodes:", ...media].join("\n"));
}

describe("a pasted command", () => {
  it("becomes a manifest whose findings say what to fill in, and nothing else", () => {
    const { text } = importCommand(MASTER);
    expect(told(text)).toEqual([
      ...[1, 2, 3, 4].map(
        (n) =>
          `error [name] master-${n} needs 'publicIp': with DNS load balancing clients connect to it directly.`,
      ),
      "error [mediaNodes] Without a media node there are no calls. Add at least one, better two.",
    ]);
    expect(text.match(/FILL IN/g)).toHaveLength(3);
    expect(told(filledIn(text))).toEqual([]);
  });

  it("has its secrets beside it, not in it", () => {
    const { text, secrets } = importCommand(MASTER);
    expect(secrets.size).toBe(12);
    expect(secrets.get("license")).toMatch(/^S3cret/);
    for (const secret of secrets.values()) expect(text).not.toContain(`${secret}\n`);
    expect(text).toContain("redisPassword: ${secret:credentials.redisPassword}");
    expect(text).toMatch(/grafanaAdminUser: S3cret\d+\n/);
  });

  it.each(["•••", "<redisPassword>", "***"])(
    "with the mask %s has no such secret: it is named as still to be given",
    (mask) => {
      const text = MASTER.replace(/--redis-password='.*?'/, `--redis-password='${mask}'`);
      const imported = importCommand(text);
      expect(imported.untold).toEqual(["credentials.redisPassword"]);
      expect([...imported.secrets.values()]).not.toContain(mask);
      expect(imported.secrets.size).toBe(11);
      expect(imported.text).toContain("redisPassword: ${secret:credentials.redisPassword}");
      const other = MASTER.replace(/--redis-password='.*?'/, "--redis-password='Redis1'");
      const both = importCommand(`${text}\n${other}`);
      expect(both.untold).toEqual([]);
      expect(both.secrets.get("credentials.redisPassword")).toBe("Redis1");
    },
  );

  it("with masks elsewhere says what to fill in, and keeps none of them", () => {
    const { text, untold } = importCommand(
      `REGISTRY_TOKEN='•••' ${MASTER.replace(/admin-user='.*?'/, "admin-user='<dashboardAdminUser>'").trimEnd()} --environment='•••'\n`,
    );
    expect(text).not.toMatch(/•|<dashboard/);
    expect(text).toContain("FILL IN: credentials.dashboardAdminUser, which the text masks.");
    expect(text).toContain("FILL IN: installer.environment.REGISTRY_TOKEN, which the text masks.");
    expect(text).toContain("FILL IN: installer.arguments.master: --environment, which the text masks.");
    expect(untold).toEqual([]);
  });

  it("with the variables of this program's own scripts refers to the secrets of those names", () => {
    const { text, secrets, untold } = importCommand(
      MASTER.replace(/license='.*?'/, 'license="$OVCLUSTER_SECRET_LICENSE"'),
    );
    expect(text).toContain("license: ${secret:license}");
    expect(secrets.has("license")).toBe(false);
    expect(untold).toEqual(["license"]);
  });

  it("names the cluster after its domain, or as told", () => {
    expect(importCommand(MASTER).name).toBe("openvidu");
    expect(clusterOf(filledIn(importCommand(MASTER, { name: "staging" }).text)).name).toBe("staging");
  });

  it("takes both roles' commands together, with the addresses that a media node's own command has", () => {
    const own = MEDIA.trimEnd() + " --private-ip=10.5.0.7 --public-ip='203.0.113.17'\n";
    const { text } = importCommand(
      MASTER.replace(/--redis-password='.*?'/, "--redis-password='Redis1'") + own,
    );
    expect(text).toContain("privateIp: 10.5.0.7\n    publicIp: 203.0.113.17\n    forcePublicIp: true");
  });

  it("takes a media node's command alone, and says what it does not tell", () => {
    const { text, secrets } = importCommand(MEDIA);
    expect(Object.fromEntries(secrets)).toEqual({ "credentials.redisPassword": "Redis1" });
    expect(told(text)[0]).toContain("needs 'domain'");
    expect(text).toContain("FILL IN: the domain");
    expect(text).toContain("privateIp: 10.5.0.4");
  });

  it.each([
    ["CR LF line ends", (text: string) => text.replaceAll("\n", "\r\n")],
    ["blanks behind the backslashes", (text: string) => text.replaceAll("\\\n", "\\  \n")],
    ["lost backslashes", (text: string) => text.replaceAll("\\\n", "\n")],
    ["blanks for line ends, as an input box pastes it", (text: string) => text.replaceAll("\n", " ")],
    ["one line", (text: string) => text.replaceAll("\\\n", "")],
    ["double quotes", (text: string) => text.replaceAll("'", '"')],
    ["no quotes", (text: string) => text.replaceAll("'", "")],
    ["values as words of their own", (text: string) => text.replaceAll("='", " '")],
    ["a prompt", (text: string) => `$ ${text}`],
    ["bash -c", (text: string) => `sudo bash -c "${text}"`],
    [
      "sudo with options and bash -c in single quotes",
      (text: string) => `sudo -E bash -c '${text.replaceAll("'", "")}'`,
    ],
    [
      "a download first",
      (text: string) =>
        text.replace(
          /^sh <\(curl -fsSL (\S+)\)/,
          "curl -fsSL $1 -o install_ov_master_node.sh && sudo sh install_ov_master_node.sh",
        ),
    ],
    ["a pipe", (text: string) => text.replace(/^sh <\(curl -fsSL (\S+)\)/, "curl -fsSL $1 | sudo sh -s --")],
    [
      "a comment and other commands",
      (text: string) => `# masters\nset -e\n${text}\nsystemctl start openvidu\n`,
    ],
  ])("is read with %s", (_how, change) => {
    const plain = importCommand(MASTER);
    const changed = importCommand(change(MASTER));
    expect(changed.text).toBe(plain.text);
    expect(changed.secrets).toEqual(plain.secrets);
  });

  it("leaves variables that the text does not set to the environment", () => {
    const { text, secrets } = importCommand(
      MASTER.replace(/--openvidu-pro-license='.*?'/, '--openvidu-pro-license="$LICENSE"'),
    );
    expect(text).toContain("license: ${env:LICENSE}");
    expect(secrets.has("license")).toBe(false);
  });

  it("takes variables for certificates as files, and contents as files to write", () => {
    const master = `${document("beta1-owncert-variables")}\n${document("beta1-master-owncert")}`;
    expect(importCommand(master).text).toContain(
      "type: owncert\n  privateKey: privkey.pem\n  publicKey: fullchain.pem\n  turnPrivateKey: turn-privkey.pem\n  turnPublicKey: turn-fullchain.pem",
    );
    const pem = "-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----\n";
    const inline = master.replace('"$CERT_PRIVATE_KEY"', `'${Buffer.from(pem).toString("base64")}'`);
    const { text, files } = importCommand(inline);
    expect(Object.fromEntries(files)).toEqual({ "certs/privateKey.pem": pem });
    expect(text).toContain("privateKey: certs/privateKey.pem");
    expect(text).not.toContain("BEGIN");
  });

  it("keeps a mirror, variables for the script and arguments without a key", () => {
    const { text } = importCommand(
      `DOCKER_VERSION=28.0.0 ${replace(MASTER, ["http://get.openvidu.io", "https://mirror.example.io/ov"]).trimEnd()} --environment=on_premise --forceUTCTimezone\n`,
    );
    expect(text).toContain("baseUrl: https://mirror.example.io/ov");
    expect(text).toContain("DOCKER_VERSION: 28.0.0");
    expect(clusterOf(text).installer.arguments.master).toEqual([
      "--environment=on_premise",
      "--forceUTCTimezone",
    ]);
  });

  it("finds the release of a command that says 'latest' by its arguments", () => {
    expect(importCommand(MASTER.replace("3.8.0", "latest")).text).toContain(
      `\nrelease: ${releases.at(-1)?.version ?? ""}\n`,
    );
    const { text } = importCommand(document("beta1-master-letsencrypt").replace("3.0.0-beta1", "latest"));
    expect(text).toContain("\nrelease: 3.0.0-beta1\n");
    expect(text).toContain("says 'latest'");
  });

  it.each(releases.map(({ version }) => version))("of release %s comes back as it was made", (version) => {
    const release = releases.find((candidate) => candidate.version === version);
    const takes = (name: string): boolean => release?.arguments.some((fact) => fact.name === name) === true;
    for (const certificate of ["selfsigned", "letsencrypt", "owncert"]) {
      const text = [
        "name: openvidu",
        `release: ${version}`,
        "domain: openvidu.example.io",
        `rtcEngine: ${certificate === "selfsigned" ? "pion" : "mediasoup"}`,
        `modules: [${
          release?.modules
            .slice(certificate === "owncert" ? 1 : 0)
            .map(({ name }) => name)
            .join(", ") ?? ""
        }]`,
        "certificate:",
        `  type: ${certificate}`,
        ...(certificate === "letsencrypt" && takes("--letsencrypt-email") ? ["  email: ops@example.io"] : []),
        ...(certificate === "owncert" ? ["  privateKey: a.pem", "  publicKey: b.pem"] : []),
        "license: ${secret:license}",
        "masterNodes:",
        ...[1, 2, 3, 4].map(
          (n) => `  - { name: master-${n}, privateIp: 10.5.0.${n}, publicIp: 203.0.113.1${n} }`,
        ),
        "mediaNodes:",
        ...[5, 6].map((n) => `  - { name: media-${n}, privateIp: 10.5.0.${n}, publicIp: 203.0.113.1${n} }`),
        "",
      ].join("\n");
      const before = clusterOf(text);
      const sections = installSections(before, (key) => `${key.replaceAll(".", "")}0`);
      const pasted = sections.flatMap((section) =>
        section.kind === "commands" ? [...section.preparation, section.command] : [],
      );
      const { text: imported, secrets } = importCommand(pasted.join("\n"));
      expect(toldBesidesAdvice(filledIn(imported))).toEqual([]);
      const { credentials, license, ...after } = clusterOf(filledIn(imported));
      expect(before).toMatchObject(after);
      expect(license).toEqual({ kind: "secret", name: "license" });
      for (const [key, source] of Object.entries(credentials)) {
        const value =
          source.kind === "secret" ? secrets.get(source.name) : source.kind === "literal" ? source.value : "";
        expect(value).toBe(`credentials${key}0`);
      }
    }
  });
});

describe("a pasted text that cannot be imported is refused with one message:", () => {
  const change = (from: string | RegExp, to: string): string => MASTER.replace(from, to);
  it.each([
    ["nothing", "", "There is no installation command of OpenVidu in this text."],
    ["something else", "ls -l", "There is no installation command"],
    [
      "an unknown argument",
      change("--domain-name=", "--domain-nam="),
      "Line 7, column 5: the master nodes' installer of release 3.8.0 has no argument '--domain-nam'. Did you mean '--domain-name'?",
    ],
    [
      "an argument of other releases",
      change("--domain-name=", "--domain-name-or-ip="),
      "Release 3.0.0-beta1 has it.",
    ],
    [
      "an argument of the other role",
      change("--rtc-engine='pion'", "--private-ip='10.5.0.1'"),
      "It belongs to the media nodes' command.",
    ],
    [
      "an unknown argument at 'latest'",
      change("3.8.0", "latest").replace("--domain-name=", "--nonsense="),
      "has no argument '--nonsense'",
    ],
    [
      "a broken quote",
      change("openvidu.example.io'", "openvidu.example.io"),
      "Line 7, column 19: the ' that is opened here is not closed on its line.",
    ],
    ["a broken quote at the end", change("letsencrypt'", "letsencrypt"), "is not closed"],
    ["typographic quotes", change("'pion'", "‘pion’"), "is a typographic quote"],
    ["an open bracket", change(/\.sh\)/, ".sh"), "the bracket that is opened here is not closed"],
    [
      "a stray word",
      change("--rtc-engine='pion'", "--rtc-engine='pion' S3cretPart"),
      "this word belongs to no argument",
    ],
    [
      "an argument without value",
      change("--rtc-engine='pion' ", "--rtc-engine "),
      "'--rtc-engine' has no value",
    ],
    ["a value that a command makes", change("'pion'", "$(pick-one)"), "is made by a command"],
    [
      "an unknown release",
      change("3.8.0", "2.31.0"),
      "There is no release '2.31.0'. Nearest known: 3.0.0-beta1.",
    ],
    ["another edition", change("/ha/", "/elastic/"), "only High Availability"],
    [
      "another deployment type",
      change("'ha'", "'elastic'"),
      "'--deployment-type' is 'elastic'; here it must be 'ha'",
    ],
    [
      "commands that do not agree",
      MASTER + MEDIA.replace("10.5.0.4", "10.5.0.9"),
      "'--master-node-private-ip-list' is given twice with different values",
    ],
    [
      "a secret that the official scripts split",
      change(/--redis-password='\w+'/, "--redis-password='S3cret S3cret'"),
      "the value of '--redis-password' holds a blank, at which the official scripts break it",
    ],
    [
      "a license that they break",
      change(/license='\w+'/, "license='S3cret&S3cret'"),
      "the value of '--openvidu-pro-license' holds &",
    ],
    ["secrets that do not agree", MASTER + MEDIA, "'--redis-password' is given twice"],
    ["different releases", MASTER + MEDIA.replace("3.8.0", "3.7.0"), "different releases: 3.8.0 and 3.7.0"],
  ])("%s", (_what, text, message) => {
    expect(problem(text)).toContain(message);
    expect(problem(text)).not.toMatch(/S3cret|Redis1|\n/);
  });
});
