import { mkdir } from "node:fs/promises";
import path from "node:path";
import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cluster } from "../../cluster/cluster";
import { exportFirewall, type Scope } from "../../cluster/firewall/formats";
import { setUpEditor } from "../../scripts/setup/editor.mjs";
import { clusterOf, manifest } from "../fixtures/manifest-builder";
import { RESULTS } from "./harness/paths";

/** The example with so many media nodes. */
function clusterWith(media: number, ...changes: readonly (readonly [string, string])[]): Cluster {
  const more = Array.from({ length: media - 2 }, (_, index) => {
    const [number, address] = [String(index + 3), String(index + 17)];
    return `  - { name: media-${number}, privateIp: 10.5.0.${address}, publicIp: 203.0.113.${address} }\n`;
  });
  return clusterOf(`${manifest(...changes)}${more.join("")}`);
}

const EXTERNAL = ["rtcEngine: pion", "loadBalancing: external"] as const;
const WHOLE: Scope = { kind: "cluster" };
const dns = clusterWith(20);
const external = clusterWith(20, EXTERNAL);
const [master] = dns.masters;
if (master === undefined) throw new Error("There are masters.");

const PICTURES: readonly (readonly [name: string, svg: string])[] = [
  ["dns-4-and-20", exportFirewall(dns, "svg", WHOLE)],
  ["load-balancer-4-and-20", exportFirewall(external, "svg", WHOLE)],
  [
    "load-balancer-known",
    exportFirewall(external, "svg", WHOLE, { loadBalancer: ["10.9.0.4", "10.9.1.0/24"] }),
  ],
  ["media-role", exportFirewall(dns, "svg", { kind: "role", role: "media" })],
  ["one-master", exportFirewall(dns, "svg", { kind: "node", node: master })],
];

interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What the browser measured: where each box stands, and each text with the box that holds it. */
interface Measured {
  readonly page: Area;
  readonly boxes: readonly { readonly words: string; readonly area: Area }[];
  readonly texts: readonly { readonly words: string; readonly area: Area; readonly within: Area }[];
  /** Points along the arrows. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** Runs in the page, and so knows nothing of what stands around it. */
function measure(): Measured {
  const areaOf = (element: Element): Area => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  const svg = document.querySelector("svg");
  if (svg === null) throw new Error("There is no picture.");
  const page = areaOf(svg);
  const groups = [...svg.querySelectorAll("g > g")];
  const arrows = [...svg.querySelectorAll<SVGPathElement>("path.arrow")];
  return {
    page,
    boxes: groups.map((group) => ({
      words: group.textContent,
      area: areaOf(group.querySelector("rect") ?? group),
    })),
    texts: [...svg.querySelectorAll("text")].map((text) => ({
      words: text.textContent,
      area: areaOf(text),
      within: areaOf(text.parentElement?.querySelector(":scope > rect:not(.paper)") ?? svg),
    })),
    points: arrows.flatMap((arrow) =>
      Array.from({ length: 201 }, (_, step) => {
        const point = arrow.getPointAtLength((arrow.getTotalLength() * step) / 200);
        const { x, y } = point.matrixTransform(arrow.getScreenCTM() ?? undefined);
        return { x, y };
      }),
    ),
  };
}

function isInside(inner: Area, outer: Area): boolean {
  return (
    inner.left >= outer.left &&
    inner.right <= outer.right &&
    inner.top >= outer.top &&
    inner.bottom <= outer.bottom
  );
}

function meet(one: Area, other: Area): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

let browser: Browser;

beforeAll(async () => {
  const tools = await setUpEditor();
  browser = await chromium.launch({
    executablePath: tools.chromium,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  await mkdir(path.join(RESULTS, "browser"), { recursive: true });
});

afterAll(async () => {
  await browser.close();
});

describe.each(PICTURES)("the picture of who connects to whom, %s", (name, svg) => {
  it("is legible as a browser draws it: no text leaves its box, nothing covers a box", async () => {
    const page = await browser.newPage();
    await page.setContent(`<body style="margin: 20px; background: #1e1e1e">${svg}</body>`);
    const { page: whole, boxes, texts, points } = await page.evaluate(measure);
    await page.locator("svg").screenshot({ path: path.join(RESULTS, "browser", `flow-picture-${name}.png`) });
    await page.close();
    expect(boxes.length).toBeGreaterThan(4);
    expect(texts.filter(({ area, within }) => !isInside(area, within)).map(({ words }) => words)).toEqual([]);
    expect(boxes.filter(({ area }) => !isInside(area, whole)).map(({ words }) => words)).toEqual([]);
    const covered = boxes.filter((box, at) =>
      boxes.some((other, i) => i !== at && meet(box.area, other.area)),
    );
    expect(covered.map(({ words }) => words)).toEqual([]);
    expect(points.length).toBeGreaterThan(1000);
    const crossed = boxes.filter(({ area }) =>
      points.some(({ x, y }) => isInside({ left: x - 3, right: x + 3, top: y - 3, bottom: y + 3 }, area)),
    );
    expect(crossed.map(({ words }) => words)).toEqual([]);
    const overlapping = texts.filter((text, at) =>
      texts.some((other, index) => index < at && meet(shrunk(text.area), shrunk(other.area))),
    );
    expect(overlapping.map(({ words }) => words)).toEqual([]);
  });
});

/** A line's area has room above and below its letters. */
function shrunk({ left, top, right, bottom }: Area): Area {
  return { left, right, top: top + 2, bottom: bottom - 2 };
}
