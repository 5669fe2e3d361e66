import { describe, expect, it } from "vitest";
import { moveToTop } from "../../../../cluster/edits/move-to-top";
import { ManifestDocument } from "../../../../cluster/manifest/manifest-document";
import { applyFix } from "../../../fixtures/manifest-builder";

describe("moving a key to the top level", () => {
  it("takes its lines out of the block that they are in", () => {
    const text = "ssh:\n  user: ubuntu\n  mediaNodes:\n    - name: a\n";
    const changes = moveToTop(new ManifestDocument(text), ["ssh", "mediaNodes"]);
    expect(applyFix(text, { title: "", changes })).toBe("ssh:\n  user: ubuntu\nmediaNodes:\n  - name: a\n");
  });

  it("leaves alone what stands in the first column already, wherever YAML believes it to be", () => {
    const text = "ssh: \uFEFFm *a\n    name: x\nmediaNodes:\n- a: 1\nz: 1\n\ny:<<: *a\n'\n";
    const document = new ManifestDocument(text);
    expect(document.nodeAtPath(["ssh", "mediaNodes"])).toBeDefined();
    expect(moveToTop(document, ["ssh", "mediaNodes"])).toEqual([]);
  });
});
