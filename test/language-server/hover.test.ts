import { describe, expect, it } from "vitest";
import { HoverRequest, MarkupContent } from "vscode-languageserver-protocol/node";
import { Editor, MANIFEST_URI, positionOf, PRODUCTION, textAt } from "./editor";

const SECRETS = PRODUCTION.replace("${secret:license}", "literal-license").replace(
  "ssh:\n",
  "credentials:\n  redisPassword: hunter2\nssh:\n",
);

/** What the editor shows over the first place of a text that holds the word. */
async function hoverOver(text: string, word: string): Promise<{ shown: string; over: string } | undefined> {
  const editor = await Editor.with(text);
  const position = positionOf(text, text.indexOf(word));
  const answer = await editor.connection.sendRequest(HoverRequest.type, {
    textDocument: { uri: MANIFEST_URI },
    position,
  });
  if (answer === null) return undefined;
  if (!MarkupContent.is(answer.contents) || answer.range === undefined)
    throw new Error("No Markdown with a range.");
  return { shown: answer.contents.value, over: textAt(text, answer.range) };
}

describe("hover", () => {
  it.each<[word: string, over: string, shown: string[]]>([
    [
      "domain:",
      "domain",
      ["one A record for each master", "required", "Master nodes: `--domain-name='openvidu.example.io'`"],
    ],
    ["openvidu.example.io", "openvidu.example.io", ["Master nodes: `--domain-name='openvidu.example.io'`"]],
    ["rtcEngine", "rtcEngine", ["Allowed: `pion` or `mediasoup`. Default: `pion`.", "`--rtc-engine='pion'`"]],
    ["observability", "observability", ["Grafana", "--enabled-modules='observability,"]],
    ["rtmp", "rtmp", ["Streams sent in by RTMP", "Default: `true`"]],
    [
      "type:",
      "type",
      ["Allowed: `selfsigned`, `letsencrypt`, `zerossl` or `owncert`", "`--certificate-type='letsencrypt'`"],
    ],
    ["10.5.0.1\n", "10.5.0.1", ["--master-node-private-ip-list='10.5.0.1,10.5.0.2,10.5.0.3,10.5.0.4'"]],
    ["port: 9200", "port", ["From 1 to 65535"]],
  ])("over %s tells what it means and becomes", async (word, over, shown) => {
    const answer = await hoverOver(PRODUCTION, word);
    expect(answer?.over).toBe(over);
    for (const words of shown) expect(answer?.shown).toContain(words);
  });

  it.each(["license: literal", "literal-license", "redisPassword", "hunter2"])(
    "over %s masks the secret",
    async (word) => {
      const answer = await hoverOver(SECRETS, word);
      expect(answer?.shown).toContain("='•••'");
      expect(answer?.shown).not.toMatch(/literal-license|hunter2/);
    },
  );

  it("tells each role's argument", async () => {
    const { shown = "" } = (await hoverOver(SECRETS, "redisPassword")) ?? {};
    expect(shown).toContain("Master nodes: `--redis-password=");
    expect(shown).toContain("Media nodes: `--redis-password=");
  });

  it("speaks of the release in force", async () => {
    const beta = PRODUCTION.replace("3.8.0", "3.0.0-beta1");
    expect((await hoverOver(beta, "domain:"))?.shown).toContain(
      "`--domain-name-or-ip='openvidu.example.io'`",
    );
  });

  it("over the release tells what it needs, and how much of it no public source confirms", async () => {
    expect((await hoverOver(PRODUCTION, "release:"))?.shown).toMatch(
      /OpenVidu 3\.8\.0\*\* needs Docker 29\.5\.3 or later and docker-compose v5\.1\.4 or later\.\n\nNo public source confirms \d+ of its facts/,
    );
    const newer = PRODUCTION.replace("3.8.0", "3.9.0");
    expect((await hoverOver(newer, "3.9.0"))?.shown).toContain(
      "needs Docker of a version that is not known and docker-compose of a version that is not known.\n  *Not confirmed by a public source: The least versions",
    );
  });

  it("tells the ports of a module and of a way in", async () => {
    const rtmp = (await hoverOver(PRODUCTION, "rtmp"))?.shown ?? "";
    expect(rtmp).toContain("- master TCP 1935 from everywhere");
    expect(rtmp).toContain("- media TCP 1935 from masters");
    expect(rtmp).not.toMatch(/1945|Not confirmed/);
    const external = PRODUCTION.replace("rtcEngine: pion", "rtcEngine: pion\nloadBalancing: external");
    const behind = (await hoverOver(external, "rtmp"))?.shown ?? "";
    expect(behind).toContain("- master TCP 1945 from load balancer");
    const meet = (await hoverOver(PRODUCTION, "openviduMeet"))?.shown ?? "";
    expect(meet).toContain("**Ports for it** (3.8.0)\n\n- master TCP 9080 from masters and media nodes");
    expect(meet).not.toMatch(/3000|4443/);
  });

  it("says where a release does not take a key", async () => {
    const text = PRODUCTION.replace("letsencrypt\n", "letsencrypt\n  email: a@example.io\n");
    expect((await hoverOver(text, "email"))?.shown).toContain(
      "Release 3.8.0 does not take it; 3.0.0-beta1 to 3.3.0 do.",
    );
  });

  it("says when an argument is not passed, and what would make it so", async () => {
    const { shown = "" } = (await hoverOver(PRODUCTION, "publicIp: 203.0.113.15")) ?? {};
    expect(shown).toContain("`--public-ip` — not passed here: only with `forcePublicIp: true`");
  });

  it("cannot be broken out of by a manifest's text", async () => {
    const text = PRODUCTION.replace("openvidu.example.io", '"`[x](command:y)`"');
    expect((await hoverOver(text, "domain:"))?.shown).toContain("`--domain-name=''[x](command:y)''`");
  });

  it.each<[name: string, text: string, word: string, over: string, shown: string[]]>([
    [
      "an alias",
      "x: &a { user: b }\nssh: *a\n",
      "*a",
      "*a",
      ["`*a` — stands for this, of line 1:", "user: b", "**ssh**"],
    ],
    ["a merge key", "x: &a { user: b }\nssh:\n  <<: *a\n", "<<", "<<", ["takes over", "user: b"]],
    ["an alias after a merge key", "x: &a { user: b }\nssh:\n  <<: *a\n", "*a", "*a", ["`*a`", "user: b"]],
    [
      "an alias of a node",
      "masterNodes:\n  - &m\n    name: n\n  - *m\n",
      "*m",
      "*m",
      ["of line 2", "name: n", "**masterNodes[1]**"],
    ],
    [
      "an alias in a broken manifest",
      "x: &a 22\nssh: { port: *a }\nz: [\n",
      "*a",
      "*a",
      ["22", "**ssh.port**"],
    ],
  ])("over %s shows what it stands for", async (_, text, word, over, shown) => {
    const answer = await hoverOver(text, word);
    expect(answer?.over).toBe(over);
    for (const words of shown) expect(answer?.shown).toContain(words);
  });

  it.each([
    ["a mapping", "x: &a { sudoPassword: hunter2, user: u }\nssh: *a\n"],
    ["a merged mapping", "x: &a { sudoPassword: hunter2 }\nssh: { <<: *a }\n"],
    ["a secret", "x: &a hunter2\nlicense: *a\n"],
    ["a secret where none belongs", "license: &a hunter2\nname: *a\n"],
    ["something at an unknown key", "x: &a { licence: hunter2 }\nssh: *a\n"],
  ])("over an alias of %s masks what is secret", async (_, text) => {
    const answer = await hoverOver(text, "*a");
    expect(answer?.shown).toContain("•••");
    expect(answer?.shown).not.toContain("hunter2");
  });

  it("over a node's name tells what listens there", async () => {
    const text = PRODUCTION.replace("  user: ubuntu", "  user: ubuntu\n  port: 2222");
    const { shown = "" } = (await hoverOver(text, "master-1")) ?? {};
    expect(shown).toContain("**What listens on this master node** (3.8.0");
    expect(shown).toMatch(/\| `443\/tcp` \| `caddy` \| LiveKit API/);
    expect(shown).toContain("| `2222/tcp` | `ssh` | As the manifest says |");
    expect(shown).toContain("| `9200/tcp` | `backup-agent` | `otherServices` |");
    const media = (await hoverOver(PRODUCTION, "media-1"))?.shown ?? "";
    expect(media).toMatch(/\| `50000-60000\/udp` \|/);
    expect(media).toContain("| `22/tcp` | `ssh` | The usual port");
    expect(media).not.toContain("backup-agent");
  });

  it.each(["bob@203.0.113.15:22", "203.0.113.15", "'203.0.113.15'"])(
    "over the jump host %s tells which node it is",
    async (written) => {
      const text = PRODUCTION.replace("  user: ubuntu", `  jumpHost: [a, ${written}]`);
      expect((await hoverOver(text, written))?.shown).toContain("It is the node `media-1` of this cluster.");
      expect((await hoverOver(text, "a, "))?.shown).not.toContain("It is the node");
    },
  );

  it("tells which releases take a key, where not all do", async () => {
    const text = PRODUCTION.replace("3.8.0", "3.0.0-beta1").replace(
      "letsencrypt\n",
      "letsencrypt\n  email: a@example.io\n",
    );
    expect((await hoverOver(text, "email"))?.shown).toContain("Only at 3.0.0-beta1 to 3.3.0.");
  });

  it.each([
    ["a comment", "# A production", PRODUCTION],
    ["an unknown key", "unknown", `${PRODUCTION}unknown: 1\n`],
    ["an empty file", "", ""],
  ])("over %s shows nothing", async (_, word, text) => {
    expect(await hoverOver(text, word)).toBeUndefined();
  });
});
