import { describe, expect, it } from "vitest";
import { applyFix, findingsOf, manifest, told } from "../../../fixtures/manifest-builder";

const at = (license: string): string => manifest(["${secret:license}", license]);
const withLines = (yaml: string): string => manifest(["ssh:\n", `${yaml}\nssh:\n`]);
const KNOWN = "Known: ${secret:NAME}, ${env:NAME} and ${file:PATH}.";

describe("secrets", () => {
  it.each([
    "${secret:license}",
    "${secret:a.B-c_9}",
    "${env:LICENSE}",
    "${file:/run/secrets/license}",
    "${file:my license.txt}",
  ])("may be referred to: %s", (reference) => {
    expect(told(at(reference))).toEqual([]);
  });

  it.each([
    ["${vault:x}", `There is no reference kind 'vault'. ${KNOWN}`],
    ["${LICENSE}", `A reference names its kind. ${KNOWN}`],
    ["${secret:}", "${secret:…} needs a name."],
    ["${file: }", "${file:…} needs a path."],
    ["${secret:my license}", "A secret's name has letters, digits, '-', '_' and '.' only."],
    ["${secret:license", "A reference fills the whole value and ends with '}', as in ${secret:license}."],
    ["${secret:a}b", "A reference fills the whole value and ends with '}', as in ${secret:license}."],
    ["a${env:b}", "A reference fills the whole value and ends with '}', as in ${secret:license}."],
  ])("are told where the reference is wrong: %s", (reference, message) => {
    expect(told(at(`'${reference}'`))).toEqual([`error ['${reference}'] ${message}`]);
  });

  it.each([
    ["$license", "$license"],
    ["$LICENSE", "$LICENSE"],
    ["$secret:license", "$secret:license"],
    ["'{secret:license}'", "'{secret:license}'"],
  ])("that look like a reference are told how one is written: %s", (written, marked) => {
    const text = at(written);
    expect(told(text)).toEqual([
      `error [${marked}] This is no reference, but the secret itself. Did you mean \${secret:license}?`,
    ]);
    const [fix] = findingsOf(text).flatMap(({ fixes }) => fixes);
    expect(fix?.title).toBe("Change to ${secret:license}");
    expect(fix && told(applyFix(text, fix))).toEqual([]);
  });

  it.each(["{secret:license}", "{ secret: license }"])(
    "that are a mapping by their braces are told how a reference is written: %s",
    (written) => {
      const text = at(written);
      expect(told(text)).toEqual([
        `error [${written}] 'license' must be text. Did you mean \${secret:license}?`,
      ]);
      const [fix] = findingsOf(text).flatMap(({ fixes }) => fixes);
      expect(fix?.title).toBe("Change to ${secret:license}");
      expect(fix && told(applyFix(text, fix))).toEqual([]);
    },
  );

  it.each(["$hunter2", "$abc:def", "hunter$license"])("with a $ are secrets all the same: %s", (written) => {
    expect(told(at(written))).toEqual([expect.stringContaining("This secret stands in the file")]);
  });

  it("that stand in the file are a warning", () => {
    expect(told(at("abc123"))).toEqual([
      "warning [abc123] This secret stands in the file for everybody who reads it. Keep it in the secret store: ${secret:license}.",
    ]);
  });

  it.each([
    ["a b", "a blank"],
    ["a\\tb", "a blank"],
    ["a\\nb", "a line break"],
    ["a'b", "'"],
    ['a\\"b', '"'],
    ["a#b", "#"],
    ["a=b", "="],
    ["a|b", "|"],
    ["a&b", "&"],
    ["a/b", "/"],
  ])("that the official scripts would break are an error: %s", (value, name) => {
    const text = withLines(`credentials:\n  redisPassword: "${value}"`);
    const [error, warning, ...rest] = told(text);
    expect(error).toBe(
      `error ["${value}"] The official scripts break this value at ${name}. Use letters and digits.`,
    );
    expect(warning).toMatch(/^warning .*\$\{secret:credentials\.redisPassword\}\.$/s);
    expect(rest).toEqual([]);
  });

  const NOT_SAID = "OpenVidu's documents do not say so, but it will probably not start.";
  it.each([
    ["minioSecretKey", "short", "MinIO wants at least 8 characters here."],
    ["minioAccessKey", "ab", "MinIO wants at least 3 characters here."],
    ["mongoReplicaSetKey", "ab", "MongoDB wants 6 to 1024 characters of base64 here."],
    ["mongoReplicaSetKey", "with_underscore", "MongoDB wants 6 to 1024 characters of base64 here."],
    ["mongoReplicaSetKey", "a".repeat(1025), "MongoDB wants 6 to 1024 characters of base64 here."],
  ])("that the program behind %s would refuse are a warning (%#)", (key, value, words) => {
    const told = findingsOf(withLines(`credentials: { ${key}: ${value} }`)).map(
      ({ severity, message }) => `${severity} ${message}`,
    );
    expect(told).toContain(`warning ${words} ${NOT_SAID}`);
    expect(told.join()).not.toContain(` ${value}`);
  });

  it.each([
    ["minioSecretKey", "12345678"],
    ["minioAccessKey", "abc"],
    ["mongoReplicaSetKey", "abc123"],
    ["mongoReplicaSetKey", "a".repeat(1024)],
    ["minioSecretKey", "${secret:a}"],
    ["redisPassword", "a"],
  ])("that it takes are not: %s (%#)", (key, value) => {
    expect(told(withLines(`credentials: { ${key}: "${value}" }`)).join()).not.toContain(NOT_SAID);
  });

  it("for sudo may hold what only the official scripts would break", () => {
    expect(told(manifest(["ssh:\n", "ssh:\n  sudoPassword: a b/c\n"]))).toEqual([
      "warning [a b/c] This secret stands in the file for everybody who reads it. Keep it in the secret store: ${secret:sudoPassword}.",
    ]);
    expect(
      told(manifest(["  - name: media-1", "  - ssh: { sudoPassword: '${vault:x}' }\n    name: media-1"])),
    ).toEqual([`error ['\${vault:x}'] There is no reference kind 'vault'. ${KNOWN}`]);
  });

  it("are not meant by user names, which may be references all the same", () => {
    expect(told(withLines("credentials: { dashboardAdminUser: bob }"))).toEqual([]);
    expect(told(withLines("credentials: { dashboardAdminUser: '${file:/run/user}' }"))).toEqual([]);
    expect(told(withLines("credentials: { dashboardAdminUser: '${vault:user}' }"))).toEqual([
      `error ['\${vault:user}'] There is no reference kind 'vault'. ${KNOWN}`,
    ]);
    expect(told(withLines("credentials: { dashboardAdminUser: 'b ob' }"))).toEqual([
      "error ['b ob'] 'credentials.dashboardAdminUser' must be text without blanks, quotes and # = | & /, not 'b ob'.",
    ]);
  });

  it("are never repeated by a message or a fix's title", () => {
    const hidden = "hunter2";
    for (const value of [
      `"${hidden} x"`,
      `"${hidden}=x"`,
      `"\${${hidden}}"`,
      `{ ${hidden}: 1 }`,
      `[${hidden}]`,
      "7654321",
      `"\${secret:${hidden} x}"`,
    ]) {
      for (const text of [
        at(value),
        withLines(`credentials:\n  minioSecretKey: ${value}`),
        manifest(["ssh:\n", `ssh:\n  sudoPassword: ${value}\n`]),
      ]) {
        for (const { message, related, fixes } of findingsOf(text)) {
          const said = [
            message,
            ...related.map((place) => place.message),
            ...fixes.map((fix) => fix.title),
          ].join();
          expect(said).not.toMatch(/hunter2|7654321/);
        }
      }
    }
  });
});
