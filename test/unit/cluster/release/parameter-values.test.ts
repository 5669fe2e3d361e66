import { describe, expect, it } from "vitest";
import { keptParameters, parameterValue } from "../../../../cluster/release/parameter-values";
import { releases } from "../../../../cluster/release/catalogue";

describe("a parameter's value in a file on a master", () => {
  it.each([
    ["REDIS_PASSWORD=abc", "abc"],
    ["  REDIS_PASSWORD = abc  # ours", "abc"],
    ['REDIS_PASSWORD="abc"', "abc"],
    ["REDIS_PASSWORD='a#c'", "a#c"],
    ["#REDIS_PASSWORD=old\nREDIS_PASSWORD=abc\r\nREDIS_PASSWORD=later", "abc"],
    ["MY_REDIS_PASSWORD=x\nREDIS_PASSWORD_2=x\nREDIS_PASSWORD=abc", "abc"],
    ["REDIS_PASSWORD=", undefined],
    ["REDIS_PASSWORD= # none", undefined],
    ["", undefined],
  ])("of %j is %j", (text, expected) => {
    expect(parameterValue(text, "REDIS_PASSWORD")).toBe(expected);
  });
});

// Typed from the reference of OpenVidu's documents, its section 3.2.
const CLUSTER = "/opt/openvidu/config/cluster/openvidu.env";
const PLACES: readonly (readonly [version: string, key: string, place: string | undefined])[] = [
  ["3.0.0-beta1", "credentials.redisPassword", "/opt/openvidu/.env REDIS_PASSWORD"],
  ["3.0.0-beta1", "credentials.defaultAppAdminUser", "/opt/openvidu/.env CALL_ADMIN_USERNAME"],
  ["3.0.0-beta1", "license", undefined],
  ["3.3.0", "license", `${CLUSTER} OPENVIDU_PRO_LICENSE`],
  ["3.3.0", "credentials.redisPassword", "/opt/openvidu/config/node/master_node.env REDIS_PASSWORD"],
  ["3.3.0", "credentials.defaultAppPassword", "/opt/openvidu/config/cluster/master_node/app.env CALL_SECRET"],
  ["3.8.0", "credentials.livekitApiSecret", `${CLUSTER} LIVEKIT_API_SECRET`],
  [
    "3.8.0",
    "credentials.meetInitialAdminPassword",
    "/opt/openvidu/config/cluster/master_node/meet.env MEET_INITIAL_ADMIN_PASSWORD",
  ],
];

describe("where the masters keep what the installer was given", () => {
  it.each(PLACES)("at %s, %s: %s", (version, key, place) => {
    const release = releases.find((one) => one.version === version);
    if (release === undefined) throw new Error(`No release ${version}.`);
    const [found] = keptParameters(release, [key]);
    expect(found === undefined ? undefined : `${found.file} ${found.parameter}`).toBe(place);
  });
});
