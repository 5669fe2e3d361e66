import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClusterNode } from "../../cluster/cluster";
import { nodeShell } from "../../operations/ssh/node-shell";
import { Redactor } from "../../operations/secrets/redactor";
import { ConnectionLost } from "../../operations/ssh/ssh-connection";
import type { SshRootShell } from "../../operations/ssh/ssh-root-shell";
import { bootLabToDeploy, type ContextChanges, labCluster, labContext } from "./deploy-harness";
import type { Lab, LabNode } from "./lab";

let lab: Lab;

beforeAll(async () => {
  lab = await bootLabToDeploy({ masters: 2, media: 1, docker: false });
});

afterAll(async () => {
  await lab.down();
});

function first(): LabNode {
  const [node] = lab.masters;
  if (node === undefined) throw new Error("The lab has no masters.");
  return node;
}

/** Works in a shell on the node of this name, and closes it. */
async function inShell<Result>(
  name: string,
  work: (shell: SshRootShell) => Promise<Result>,
  changes: ContextChanges = {},
): Promise<Result> {
  const context = labContext(lab, changes);
  const node = context.cluster.nodes.find((candidate: ClusterNode) => candidate.name === name);
  if (node === undefined) throw new Error(`There is no ${name}.`);
  const shell = await nodeShell(node, context, new Redactor(), 10_000);
  try {
    return await work(shell);
  } finally {
    shell.close();
  }
}

const out = async (shell: SshRootShell, script: string): Promise<string> => (await shell.run(script)).stdout;

describe("a root shell", () => {
  it("is root, and has standard output, standard error and exit status apart", async () => {
    const result = await inShell("master-1", (shell) => shell.run("id -u; echo wrong >&2; exit 4"));
    expect(result).toMatchObject({ status: 4, stdout: "0\n", stderr: "wrong\n" });
  });

  it("does many things at once over one connection, more than the server allows sessions", async () => {
    const logins = "journalctl --no-pager --unit=ssh --output=cat | grep -c Accepted";
    const before = Number(await first().must(logins));
    const answers = await inShell("master-1", (shell) =>
      Promise.all(Array.from({ length: 40 }, (_, index) => out(shell, `sleep 0.1; echo ${String(index)}`))),
    );
    expect(answers).toEqual(Array.from({ length: 40 }, (_, index) => `${String(index)}\n`));
    expect(Number(await first().must(logins)) - before).toBe(1);
  });

  it("waits for its turn where the server allows fewer sessions than it asks for", async () => {
    await first().must("echo 'MaxSessions 2' >/etc/ssh/sshd_config.d/few.conf && systemctl restart ssh");
    const answers = await inShell("master-1", (shell) =>
      Promise.all(Array.from({ length: 8 }, (_, index) => out(shell, `sleep 0.1; echo ${String(index)}`))),
    );
    await first().must("rm /etc/ssh/sshd_config.d/few.conf && systemctl restart ssh");
    expect(answers).toEqual(Array.from({ length: 8 }, (_, index) => `${String(index)}\n`));
  });

  it.each(["/bin/dash", "/bin/sh"])("works for a user whose login shell is %s", async (loginShell) => {
    await first().must(`usermod --shell ${loginShell} ubuntu`);
    const answer = await inShell("master-1", (shell) => out(shell, 'cat <(echo "$BASH_VERSION" | cut -c 1)'));
    await first().must("usermod --shell /bin/bash ubuntu");
    expect(answer).toMatch(/^\d\n$/);
  });

  it("is not confused by what the login says", async () => {
    await first().must(
      "echo 'echo welcome, here is some news' >/home/ubuntu/.bashrc; chown ubuntu: /home/ubuntu/.bashrc",
    );
    expect(await inShell("master-1", (shell) => out(shell, "echo only this"))).toBe("only this\n");
    await first().must("rm /home/ubuntu/.bashrc");
  });

  it("says that a login without commands is of no use", async () => {
    await first().must("usermod --shell /usr/sbin/nologin ubuntu");
    const failed = inShell("master-1", (shell) => shell.run("true"));
    await expect(failed).rejects.toMatchObject({ report: { code: "shell-unusable" } });
    await first().must("usermod --shell /bin/bash ubuntu");
  });

  it("takes a script of a megabyte, and shows none of it in the list of processes", async () => {
    const secret = "NOT-FOR-OTHERS-0123456789";
    const seen = await inShell("master-1", (shell) =>
      out(
        shell,
        `value='${secret}${"x".repeat(1_000_000)}'; echo "\${#value}"; cat /proc/[0-9]*/cmdline | tr '\\0' ' ' | grep -c ${secret.slice(0, 8)}'[-]FOR'`,
      ),
    );
    expect(seen).toBe(`${String(1_000_000 + secret.length)}\n0\n`);
  });

  it("ends a command at its time, and is good for another", async () => {
    await inShell("master-1", async (shell) => {
      await expect(shell.run("sleep 60", { timeout: 500 })).rejects.toThrow("too long");
      expect(await out(shell, "echo still here")).toBe("still here\n");
    });
  });

  it("ends a command when the user cancels", async () => {
    const cancel = new AbortController();
    await inShell("master-1", async (shell) => {
      const running = shell.run("echo begun; sleep 60", {
        signal: cancel.signal,
        onStdout: () => {
          cancel.abort(new Error("enough"));
        },
      });
      await expect(running).rejects.toThrow("enough");
    });
  });

  it("tells that the connection was lost, and makes a new one for the next script", async () => {
    await inShell("master-1", async (shell) => {
      const cut = shell.run("echo begun; sleep 60", {
        onStdout: () => void first().run("pkill -KILL -f 'sshd: ubuntu'"),
      });
      await expect(cut).rejects.toBeInstanceOf(ConnectionLost);
      expect(await out(shell, "echo again")).toBe("again\n");
    });
  });
});

describe("the way to a node", () => {
  const behind = (jump: string): Pick<ContextChanges, "cluster"> => ({
    cluster: labCluster([
      "privateIp: 10.5.0.5\n    publicIp: 203.0.113.15",
      `privateIp: 10.5.0.5\n    publicIp: 203.0.113.15\n    ssh: { host: 10.5.0.5, jumpHost: ${jump} }`,
    ]),
  });

  it("leads over a jump host", async () => {
    const asked = await inShell(
      "media-1",
      (shell) => out(shell, 'hostname; echo "$SUDO_USER"; ss -Htn state established sport = :22'),
      behind("203.0.113.11"),
    );
    expect(asked).toMatch(/^media-1\nubuntu\n/);
    expect(asked).toContain("10.5.0.1:");
  });

  it("leads over two jump hosts", async () => {
    const asked = await inShell(
      "media-1",
      (shell) => out(shell, "ss -Htn state established sport = :22"),
      behind('["ubuntu@203.0.113.11", "10.5.0.2:22"]'),
    );
    expect(asked).toContain("10.5.0.2:");
  });

  it("is refused where the jump host's key is not known", async () => {
    const known = (await readFile(lab.knownHostsFile, "utf8"))
      .split("\n")
      .filter((line) => !line.includes("203.0.113.11"));
    const runtime = labContext(lab).runtime;
    const failed = inShell("media-1", (shell) => shell.run("true"), {
      ...behind("203.0.113.11"),
      knownHostsFiles: ["/known"],
      runtime: {
        ...runtime,
        readFile: (path) =>
          path === "/known" ? Promise.resolve(Buffer.from(known.join("\n"))) : runtime.readFile(path),
      },
    });
    await expect(failed).rejects.toMatchObject({
      report: { code: "jump-host-key-unknown", attempted: "connect to the jump host ubuntu@203.0.113.11:22" },
    });
  });

  it("says what the jump host cannot reach", async () => {
    const failed = inShell("media-1", (shell) => shell.run("true"), {
      cluster: labCluster([
        "privateIp: 10.5.0.5\n    publicIp: 203.0.113.15",
        "privateIp: 10.5.0.5\n    publicIp: 203.0.113.15\n    ssh: { host: 10.5.0.5, port: 2200, jumpHost: 203.0.113.11 }",
      ]),
    });
    await expect(failed).rejects.toMatchObject({ report: { code: "jump-host-refused" } });
  });

  it("is taken from the user's ssh configuration", async () => {
    const { runtime } = labContext(lab);
    const config = `Host media\n  HostName 10.5.0.5\n  User ubuntu\n  IdentityFile ${lab.identityFile}\n  ProxyJump ubuntu@203.0.113.12\n`;
    const cluster = labCluster([
      "privateIp: 10.5.0.5\n    publicIp: 203.0.113.15",
      "privateIp: 10.5.0.5\n    publicIp: 203.0.113.15\n    ssh: { host: media }",
    ]);
    const asked = await inShell("media-1", (shell) => out(shell, "ss -Htn state established sport = :22"), {
      cluster,
      runtime: {
        ...runtime,
        homeDirectory: "/home/ann",
        readFile: (path) =>
          path === join("/home/ann", ".ssh", "config")
            ? Promise.resolve(Buffer.from(config))
            : runtime.readFile(path),
      },
    });
    expect(asked).toContain("10.5.0.2:");
  });
});
