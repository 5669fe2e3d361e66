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

  it.each([
    ["a comment", "# A production", PRODUCTION],
    ["an unknown key", "unknown", `${PRODUCTION}unknown: 1\n`],
    ["an empty file", "", ""],
  ])("over %s shows nothing", async (_, word, text) => {
    expect(await hoverOver(text, word)).toBeUndefined();
  });
});
