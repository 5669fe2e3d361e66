import { describe, expect, it } from "vitest";
import { importInstallation, readInstallation } from "../../../../cluster/import/import-installation";

const INFO = "/opt/openvidu/deployment-info.yaml";
const PARAMETERS = "/opt/openvidu/config/cluster/openvidu.env";

/** The manifest and secrets of a master of 3.8.0 with these parameters. */
function imported(parameters: readonly string[]) {
  const files = new Map([
    [INFO, "version: 3.8.0\n"],
    [PARAMETERS, `${parameters.join("\n")}\n`],
  ]);
  const installation = readInstallation({ files, addresses: ["10.5.0.1"], peers: [] });
  return importInstallation({ installation, masters: [], media: [], origin: "a master", remarks: [] });
}

describe("a running cluster", () => {
  it("keeps a secret that the official scripts would break, and says so in the manifest", () => {
    const { text, secrets } = imported([
      "DOMAIN_NAME=openvidu.example.io",
      "LIVEKIT_API_KEY=APIkey",
      "LIVEKIT_API_SECRET=S3cret/part",
    ]);
    expect(secrets.get("credentials.livekitApiSecret")).toBe("S3cret/part");
    expect(text.replaceAll("\n# ", " ")).toContain(
      "The official scripts break the values of livekitApiSecret at one of their characters",
    );
    expect(text).not.toContain("S3cret");
  });

  it("says nothing of secrets that they take", () => {
    expect(imported(["LIVEKIT_API_SECRET=S3cret"]).text).not.toContain("The official scripts break");
  });
});
