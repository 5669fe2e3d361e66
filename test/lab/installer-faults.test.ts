import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { installed, installMaster } from "./installer-commands.js";
import { bootLab, type Lab, type LabNode, pick, until } from "./lab.js";
import { uninstall } from "./uninstall.js";

let lab: Lab;
let first: LabNode;

beforeAll(async () => {
  lab = await bootLab();
  first = pick(lab.masters);
});
afterAll(() => lab.down());
afterEach(async () => {
  await lab.installer.reset();
  await Promise.all(lab.nodes.map(uninstall));
});

describe("the installer's faults", () => {
  it("before the banner", async () => {
    await lab.installer.fail({ node: first, kind: "before-banner" });
    const { code, stdout } = await installMaster(first);
    expect(code).not.toBe(0);
    expect(stdout).not.toContain("Finished Successfully!");
    expect((await installMaster(pick(lab.masters, 1))).code).toBe(0);
    await lab.installer.reset();
    expect((await installMaster(first)).code).toBe(0);
  });

  it("an empty download, which succeeds and does nothing", async () => {
    await lab.installer.fail({ node: first, kind: "empty-download" });
    expect(await installMaster(first)).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(await installed(first)).toBe(false);
  });

  it("a delay", async () => {
    await lab.installer.fail({ node: first, kind: "delay", seconds: 3 });
    const start = Date.now();
    expect((await installMaster(first)).code).toBe(0);
    expect(Date.now() - start).toBeGreaterThanOrEqual(3000);
  });

  it("a container that restarts again and again", async () => {
    await lab.installer.fail({ node: "all", kind: "restart-loop", container: "minio" });
    await installMaster(first);
    await first.must("systemctl start openvidu");
    const restarts = "docker inspect --format '{{.RestartCount}}' minio";
    await until(
      "minio was restarted a few times",
      async () => Number((await first.run(restarts)).stdout) >= 2,
    );
    expect((await first.must("docker inspect --format '{{.RestartCount}}' mongo")).trim()).toBe("0");
  });

  it("a container whose port another program has, which restarts again and again", async () => {
    await installMaster(first);
    await first.must("systemd-run --unit=taken --collect python3 -m http.server 9100");
    await until("the port is taken", async () => (await first.run("ss -Hltn 'sport = :9100'")).stdout !== "");
    await first.must("systemctl start openvidu");
    const restarts = "docker inspect --format '{{.RestartCount}}' minio";
    await until(
      "minio was restarted a few times",
      async () => Number((await first.run(restarts)).stdout) >= 2,
    );
    const log = await first.must("docker logs minio 2>&1");
    expect(log).toContain("minio: a listener has ended");
    expect(log).not.toContain("minio: ready");
    await first.must("systemctl stop taken");
    await until("minio is ready", async () =>
      (await first.run("docker logs minio 2>&1")).stdout.includes("minio: ready"),
    );
  });

  it("an installer that prints its arguments, and a container that logs the password", async () => {
    await lab.installer.fail({ node: first, kind: "echo-arguments" });
    await lab.installer.fail({ node: first, kind: "log-password", container: "redis-server" });
    expect((await installMaster(first)).stdout).toContain("--redis-password=secret3");
    await first.must("systemctl start openvidu");
    const log = "docker logs redis-server 2>&1";
    await until("it is logged", async () => (await first.run(log)).stdout.includes("requirepass secret3"));
  });
});
