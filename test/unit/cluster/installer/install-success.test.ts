import { describe, expect, it } from "vitest";
import { installedSuccessfully, privateIpNotice } from "../../../../cluster/installer/install-success";

const MASTER = ">  🎉🎉 OpenVidu HA 'Master Node' Installation Finished Successfully! 🎉🎉    <";
const MEDIA = ">  🎉 OpenVidu HA 'Media Node' Installation Finished Successfully! 🎉         <";
const NOTICE = [
  "ATTENTION!!! This is the private IP of this 'Media Node'. Make sure this IP is reachable from all the 'Master Node'",
  "",
  "    10.5.0.6",
  "",
  "If this is not your private IP, reinstall the 'Media Node' with the correct '--private-ip' parameter",
].join("\n");

describe("the installer's output", () => {
  it("is a success by its banner alone, whatever stands around it", () => {
    expect(installedSuccessfully(`…\n${MASTER}\n`, "master")).toBe(true);
    expect(installedSuccessfully(MEDIA.replaceAll("🎉", "").replaceAll(/ {2,}/g, ""), "media")).toBe(true);
  });

  it("is none by the other role's banner, a part of it, or nothing", () => {
    expect(installedSuccessfully(MASTER, "media")).toBe(false);
    expect(installedSuccessfully(MEDIA, "master")).toBe(false);
    expect(installedSuccessfully("OpenVidu HA 'Master Node' Installation", "master")).toBe(false);
    expect(installedSuccessfully("", "master")).toBe(false);
  });

  it("tells which private address a media node chose", () => {
    expect(privateIpNotice(`${MEDIA}\n${NOTICE}\n`)).toBe("10.5.0.6");
    expect(privateIpNotice(NOTICE.replaceAll("\n", "\r\n"))).toBe("10.5.0.6");
    expect(privateIpNotice(MEDIA)).toBeUndefined();
    expect(privateIpNotice("10.5.0.6")).toBeUndefined();
  });
});
