/** A manifest for measuring, and where in it somebody types. */
export interface GeneratedManifest {
  readonly text: string;
  readonly nodes: number;
  /** A character of a value in a node in the middle: replaced by `_`, both servers have a finding there. */
  readonly typed: { readonly line: number; readonly character: number };
  /** An empty line in a node in the middle, indented for a key of the node. */
  readonly newKey: { readonly line: number; readonly character: number };
}

/** An ordinary manifest with so many nodes, 15 lines each; its certificate's files are named as they are in the folder. */
export function generateManifest(nodes: number): GeneratedManifest {
  const head = [
    "# Made for measuring.",
    "name: benchmark",
    "release: 3.8.0",
    "domain: openvidu.example.io",
    "modules: [observability, openviduMeet, v2compatibility]",
    "certificate:",
    "  type: owncert",
    "  privateKey: certs/privkey.pem",
    "  publicKey: certs/fullchain.pem",
    "license: ${secret:license}",
    "ssh:",
    "  user: ubuntu",
    "",
    "masterNodes:",
  ];
  const masters = Array.from({ length: 4 }, (_, index) => nodeLines("master", index + 1)).flat();
  const before = [...head, ...masters, "", "mediaNodes:"];
  const media = nodes - 4;
  const middle = Math.floor(media / 2);
  const all = Array.from({ length: media }, (_, index) => nodeLines("media", index + 5));
  const line = before.length + all.slice(0, middle).flat().length;
  const lines = [...before, ...all.flat(), ""];
  const name = lines[line] ?? "";
  const emptyAt = line + 1;
  lines.splice(emptyAt, 0, "    ");
  return {
    text: lines.join("\n"),
    nodes,
    typed: { line, character: name.length - 1 },
    newKey: { line: emptyAt, character: 4 },
  };
}

function nodeLines(role: string, number: number): string[] {
  const address = `${String((number >> 16) & 255)}.${String((number >> 8) & 255)}.${String(number & 255)}`;
  return [
    `  - name: ${role}-${String(number)}`,
    `    privateIp: 10.${address}`,
    `    publicIp: 203.${address}`,
    `    # Rack ${String(number % 40)}, ordered last year.`,
    "    ssh:",
    `      host: host-${String(number)}.example.io`,
    "      user: admin",
    "      identityFile: certs/privkey.pem",
    "    otherServices:",
    "      - name: agent",
    "        port: 19100",
    "        protocol: tcp",
    "      - name: backup",
    '        port: "15432-15440"',
    "        protocol: tcp",
  ];
}
