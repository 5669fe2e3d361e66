import { describe, expect, it } from "vitest";
import { manifest, told } from "../../../fixtures/manifest-builder";

const user = (name: string): string => manifest(["user: ubuntu", `user: "${name.replaceAll("\\", "\\\\")}"`]);
const jumpHost = (host: string): string => manifest(["ssh:\n", `ssh:\n  jumpHost: ["${host}", other]\n`]);

describe("the ssh settings of a manifest", () => {
  it.each(["root;rm", "-oProxyCommand=x", "two words", "$(reboot)", "a/b", "a:b"])(
    "take no user %s",
    (name) => {
      expect(told(user(name))).toEqual([
        `error ["${name}"] 'ssh.user' must be a user's name: letters, digits and . _ @ + -, and no - first, not '${name}'.`,
      ]);
    },
  );

  it.each(["ubuntu", "_svc", "4ever", "ann.lee", "ann@corp.example.io", "CORP\\ann", "CORP+ann", "machine$"])(
    "take the user %s",
    (name) => {
      expect(told(user(name))).toEqual([]);
    },
  );

  it.each([
    "-oProxyCommand=x@bastion",
    "-oProxyCommand=x",
    "ops@",
    "u ser@bastion",
    "bastion:70000",
    "a:b:1",
  ])("take no jump host %s", (host) => {
    const message = `must be a host as [user@]host[:port], not '${host}'.`;
    expect(told(jumpHost(host))).toEqual([`error ["${host}"] Item 1 of 'ssh.jumpHost' ${message}`]);
    expect(told(manifest(["ssh:\n", `ssh:\n  jumpHost: ${host}\n`]))).toEqual([
      `error [${host}] 'ssh.jumpHost' ${message}`,
    ]);
  });

  it.each([
    ...["bastion", "ann@bastion:2222", "ann@corp@bastion", "ssh://ann@bastion:22", "10.0.0.1"],
    ...["[2001:db8::1]:22", "my_host", "büro"],
  ])("take the jump host %s", (host) => {
    expect(told(jumpHost(host))).toEqual([]);
  });
});
