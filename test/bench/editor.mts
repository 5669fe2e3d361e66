/**
 * Compares the bundled language server with yaml-language-server, side by side over stdio, and prints what it measured:
 *
 *   npm run bench:editor [-- --rounds N] [--nodes 6,100] [--write]
 *
 * `--write` puts the tables into docs/performance.md. Both servers run on the same Node; rounds alternate between them.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { SERVER_NODE_ARGUMENTS } from "../../server/protocol";
import { setUpBench } from "../../scripts/setup/bench.mjs";
import { issue } from "../fixtures/certificates";
import { generateManifest } from "./editor/generated-manifest";
import { measureRound, METRICS, type Metric, type Samples } from "./editor/measure";
import type { ServerKind } from "./editor/measured-server";
import { GOALS, ratioOf, resultTable, type Compared } from "./editor/table";

const root = path.resolve(import.meta.dirname, "..", "..");
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    nodes: { type: "string", default: "6,100,1000,10000" },
    write: { type: "boolean", default: false },
  },
});

const { node, yamlServer } = await setUpBench();
const schema = pathToFileURL(path.join(root, "schemas", "cluster.schema.json")).href;
const kinds: Readonly<Record<"theirs" | "ours", ServerKind>> = {
  theirs: {
    name: "yaml-language-server",
    command: [node, yamlServer, "--stdio"],
    languageId: "yaml",
    settings: (section) =>
      section === "yaml"
        ? {
            schemas: { [schema]: ["*.openvidu.yaml"] },
            validate: true,
            completion: true,
            hover: true,
            schemaStore: { enable: false },
          }
        : {},
  },
  ours: {
    name: "OpenVidu Cluster",
    command: [node, ...SERVER_NODE_ARGUMENTS, path.join(root, "dist", "server.js"), "--stdio"],
    languageId: "openvidu-cluster",
    settings: () => ({}),
  },
};

const compared: Compared[] = [];
for (const nodes of values.nodes.split(",").map(Number)) {
  const folder = workspaceFor(nodes);
  try {
    compared.push(await compare(nodes, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const table = resultTable(compared);
console.log(`\n${table}`);
if (values.write) writeFileSync(path.join(root, "docs", "performance.md"), page(table));
const missed = compared.flatMap((one) =>
  (Object.keys(METRICS) as Metric[])
    .filter((metric) => ratioOf(one, metric) < (GOALS[one.nodes]?.[metric] ?? 0))
    .map((metric) => `${METRICS[metric]} at ${String(one.nodes)} nodes`),
);
console.log(
  missed.length === 0
    ? "Every ratio is what was wanted, or more."
    : `Less than wanted: ${missed.join(", ")}.`,
);

async function compare(nodes: number, folder: string): Promise<Compared> {
  const manifest = generateManifest(nodes);
  const rounds: Record<"theirs" | "ours", Samples[]> = { theirs: [], ours: [] };
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    for (const who of round % 2 === 1 ? (["theirs", "ours"] as const) : (["ours", "theirs"] as const)) {
      console.log(`${String(nodes)} nodes, round ${String(round)}: ${kinds[who].name} …`);
      rounds[who].push(await measureRound(kinds[who], folder, manifest));
    }
  }
  return { nodes, ours: together(rounds.ours), theirs: together(rounds.theirs) };
}

function together(rounds: readonly Samples[]): Samples {
  const all = (metric: Metric): number[] => rounds.flatMap((round) => round[metric]);
  return {
    key: all("key"),
    cpu: all("cpu"),
    completion: all("completion"),
    start: all("start"),
    memory: all("memory"),
  };
}

/** A folder with the manifest's certificate, and a second manifest: the rules about both are part of what is measured. */
function workspaceFor(nodes: number): string {
  const folder = mkdtempSync(path.join(tmpdir(), "openvidu-bench-"));
  mkdirSync(path.join(folder, "certs"));
  const { key, certificate } = issue("openvidu.example.io", { names: ["openvidu.example.io"] });
  writeFileSync(path.join(folder, "certs", "privkey.pem"), key, { mode: 0o600 });
  writeFileSync(path.join(folder, "certs", "fullchain.pem"), certificate);
  writeFileSync(path.join(folder, "benchmark.openvidu.yaml"), generateManifest(nodes).text);
  const other = readFileSync(path.join(root, "examples", "production.openvidu.yaml"), "utf8");
  writeFileSync(path.join(folder, "other.openvidu.yaml"), other);
  return folder;
}

function page(tables: string): string {
  const [cpu] = cpus();
  return [
    "# How fast the editor is",
    "",
    "Made by `npm run bench:editor -- --write`: this project's language server and Red Hat's yaml-language-server 2.0.0 with",
    "the same schema, side by side over standard input and output, on the same Node (ours with the arguments that the",
    `extension gives it: ${SERVER_NODE_ARGUMENTS.join(" ")}), rounds alternating. Milliseconds`,
    "unless said; medians, and in parentheses the 95th percentile. The ratio is theirs divided by ours.",
    "Theirs waits a fixed 200 ms after each key; that is part of what its user waits. The machine is shared and noisy:",
    "compare the ratios, not the times.",
    "",
    `Measured on ${String(cpus().length)} cores (${cpu?.model.trim() ?? "unknown"}), ${values.rounds} rounds.`,
    "",
    tables,
  ].join("\n");
}
