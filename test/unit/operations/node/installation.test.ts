import { describe, expect, it } from "vitest";
import { installationOf } from "../../../../operations/node/installation";
import type { InstallJobFacts } from "../../../../operations/node/node-facts";
import { facts, installedFacts } from "../builders";

function job(
  last?: InstallJobFacts["last"],
  changes: Partial<InstallJobFacts> = {},
): { job: InstallJobFacts } {
  return { job: { running: false, unread: false, ...(last === undefined ? {} : { last }), ...changes } };
}

describe("what of OpenVidu is on a node", () => {
  it("is nothing on a new machine, and after an installation was removed", () => {
    expect(installationOf(facts())).toBe("absent");
    expect(installationOf(facts(job({ kind: "succeeded", time: 5 })))).toBe("absent");
    expect(installationOf(facts(job({ kind: "failed", time: 5 })))).toBe("absent");
    expect(installationOf(facts(job({ kind: "started", time: 5 })))).toBe("absent");
  });

  it("is an installation that goes on, or has ended unread, before anything else", () => {
    expect(installationOf(installedFacts(job(undefined, { running: true, unread: true })))).toBe("running");
    expect(installationOf(facts(job({ kind: "exited", status: 0, time: 5 }, { unread: true })))).toBe(
      "unread",
    );
  });

  it("is whole after a success, and where somebody installed it by hand", () => {
    expect(installationOf(installedFacts())).toBe("installed");
    expect(installationOf(installedFacts(job()))).toBe("installed");
    expect(installationOf(installedFacts(job({ kind: "exited", status: 0, time: 5 })))).toBe("installed");
  });

  it("is whole where somebody put it right by hand after our failure", () => {
    expect(installationOf(installedFacts(job({ kind: "failed", time: 999 })))).toBe("installed");
    expect(installationOf(installedFacts(job({ kind: "failed", time: 1001 })))).toBe("incomplete");
  });

  it("is incomplete without the unit or deployment-info.yaml, and after an end that was no success", () => {
    expect(installationOf(facts({ directory: true }))).toBe("incomplete");
    expect(installationOf(facts({ directory: true, unitInstalled: true }))).toBe("incomplete");
    expect(installationOf(installedFacts({ unitInstalled: false }))).toBe("incomplete");
    expect(installationOf(installedFacts(job({ kind: "exited", status: 1, time: 2000 })))).toBe("incomplete");
    expect(installationOf(installedFacts(job({ kind: "started", time: 2000 })))).toBe("incomplete");
  });
});
