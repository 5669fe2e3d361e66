import { type EdgeLabel, Graph, type GraphLabel, layout, type NodeLabel } from "@dagrejs/dagre";
import type { Cluster } from "../../cluster";
import type { FirewallExport } from "../rule-words";
import { flowBox, LINE, placeBox, remarkLines, type Box, type Words } from "./boxes";
import { type Flow, flowsOf } from "./flows";

const MARGIN = 24;
const TITLE = 40;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Who talks to whom, as an SVG picture: a box for each group of machines, and on the way between two what is open and why. */
export function renderFlowPicture(cluster: Cluster, document: FirewallExport): string {
  const { places, flows } = flowsOf(cluster, document);
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 34, ranksep: 58, marginx: MARGIN, marginy: MARGIN });
  graph.setDefaultEdgeLabel(() => ({}));
  const boxes: Box[] = places.map(placeBox);
  const legs: Leg[] = [];
  for (const [index, flow] of flows.entries()) {
    const id = `flow ${String(index)}`;
    if (flow.ports.length > 0) boxes.push(flowBox(flow, id));
    legs.push(
      ...(flow.ports.length > 0 ? legsThrough(id, flow) : [{ ...flow, reversed: false, head: true }]),
    );
  }
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  for (const [index, { from, to }] of legs.entries()) graph.setEdge(from, to, {}, String(index));
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const lines = legs.map(({ from, to, reversed, head }, index) => {
    const points = graph.edge(from, to, String(index)).points ?? [];
    return drawArrow(reversed ? [...points].reverse() : points, head);
  });
  const drawn = boxes.map((box) => {
    const { x, y } = graph.node(box.id);
    return drawBox(box, { x: (x ?? 0) - box.width / 2, y: (y ?? 0) - box.height / 2 });
  });
  const notes = [...new Set(document.sets.flatMap((set) => set.notes))];
  const remarks = remarkLines(notes, width - 2 * MARGIN);
  const bottom = TITLE + Math.ceil(height);
  const below = remarks.length === 0 ? 0 : remarks.length * LINE + MARGIN;
  const size = { width: Math.ceil(width), height: bottom + below };
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(size.width)}" height="${String(size.height)}" viewBox="0 0 ${String(size.width)} ${String(size.height)}" role="img">`,
    `<title>${escape(`Who connects to whom in the cluster ${cluster.name}`)}</title>`,
    `<style>${STYLE}</style>`,
    `<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>`,
    `<rect class="paper" width="100%" height="100%"/>`,
    `<text class="heading" x="${String(MARGIN)}" y="30">${escape(`${cluster.name}: who connects to whom (OpenVidu ${cluster.releaseName})`)}<tspan class="legend" dx="16">In italics: optional</tspan></text>`,
    `<g transform="translate(0 ${String(TITLE)})">`,
    ...lines,
    ...drawn,
    "</g>",
    ...remarks.map((text, line) =>
      drawWords({ x: MARGIN, y: bottom + (line + 1) * LINE - 5, text, style: "plain" }),
    ),
    "</svg>",
  ].join("\n")}\n`;
}

/** An edge of the layout, and how it is drawn. */
interface Leg {
  readonly from: string;
  readonly to: string;
  /** The arrow goes against the layout's direction. */
  readonly reversed: boolean;
  readonly head: boolean;
}

/** From top to bottom, whoever connects: so all that two groups open for each other stands between them. */
const ORDER = ["world", "loadBalancer", "masters", "media"];

function legsThrough(box: string, { from, to }: Flow): Leg[] {
  const place = (id: string): number => (ORDER.includes(id) ? ORDER.indexOf(id) : ORDER.length);
  if (from === to) {
    return [
      { from, to: box, reversed: false, head: false },
      { from, to: box, reversed: true, head: true },
    ];
  }
  const reversed = place(from) > place(to);
  const [upper, lower] = reversed ? [to, from] : [from, to];
  return [
    { from: upper, to: box, reversed, head: reversed },
    { from: box, to: lower, reversed, head: !reversed },
  ];
}

const STYLE = [
  "text{font:12px 'DejaVu Sans','Segoe UI',Helvetica,Arial,sans-serif;fill:#1f2933}",
  ".heading{font-size:17px;font-weight:bold}.title{font-size:13px;font-weight:bold}",
  ".legend{font-size:12px;font-weight:normal;font-style:italic;fill:#66717d}",
  ".port{font-weight:bold;font-size:11px;fill:#0b5cad}.faint{fill:#66717d;font-style:italic}",
  ".paper{fill:#fff}.place{fill:#eef4fb;stroke:#0b5cad;stroke-width:1.5}",
  ".flow{fill:#fff;stroke:#9aa5b1}.arrow{fill:none;stroke:#52606d;stroke-width:1.4}#head{fill:#52606d}",
].join("");

function drawBox(box: Box, at: Point): string {
  const corner = box.kind === "place" ? "6" : "3";
  return [
    `<g transform="translate(${number(at.x)} ${number(at.y)})">`,
    `<rect class="${box.kind}" width="${number(box.width)}" height="${number(box.height)}" rx="${corner}"/>`,
    ...box.words.map(drawWords),
    "</g>",
  ].join("");
}

function drawWords({ x, y, text, style }: Words): string {
  return `<text class="${style}" x="${number(x)}" y="${number(y)}" xml:space="preserve">${escape(text)}</text>`;
}

/** A soft line through the points that the layout chose. */
function drawArrow(points: readonly Point[], arrives: boolean): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  const at = ({ x, y }: Point): string => `${number(x)} ${number(y)}`;
  const middles = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? point;
    const isLast = index === rest.length - 2;
    const end = isLast ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${at(point)} ${at(end)}`;
  });
  const path = `M${at(first)}${middles.length === 0 ? `L${at(rest.at(-1) ?? first)}` : middles.join("")}`;
  return `<path class="arrow" d="${path}"${arrives ? ' marker-end="url(#head)"' : ""}/>`;
}

function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as XML takes it; characters that XML knows no way to write are left out. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/g, "")
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? "");
}
