import fc from "fast-check";

/** How a manifest is laid out. */
interface Layout {
  readonly step: 2 | 4;
  /** Columns of a list's dashes right of their key. */
  readonly dashes: 0 | 2;
  readonly quote: "" | "'" | '"';
  readonly lineEnd: "\n" | "\r\n";
}

const layouts: fc.Arbitrary<Layout> = fc.record({
  step: fc.constantFrom(2 as const, 4 as const),
  dashes: fc.constantFrom(0 as const, 2 as const),
  quote: fc.constantFrom("" as const, "'" as const, '"' as const),
  lineEnd: fc.constantFrom("\n" as const, "\r\n" as const),
});

type Part = (layout: Layout) => string[];

const word =
  (text: string): ((layout: Layout) => string) =>
  ({ quote }) =>
    `${quote}${text}${quote}`;

/** A mapping below a key, or in braces on its line. */
function mapping(
  key: string,
  anchor: string,
  entries: readonly (readonly [string, string])[],
  flow: boolean,
): Part {
  return (layout) => {
    const pairs = entries.map(
      ([name, value]) => `${name}: ${value.startsWith("*") ? value : word(value)(layout)}`,
    );
    if (flow) return [`${key}:${anchor} { ${pairs.join(", ")} }`];
    return [`${key}:${anchor}`, ...pairs.map((pair) => " ".repeat(layout.step) + pair)];
  };
}

const nodeNames = fc.uniqueArray(fc.constantFrom("master-1", "media-07", "a", "node9b", "m.x-2"), {
  minLength: 1,
});

function nodeList(key: string, names: readonly string[], flow: boolean, ssh: string): Part {
  return (layout) => {
    const items = names.map((name, index) => [
      `name: ${word(name)(layout)}`,
      `privateIp: ${word(`10.5.0.${String(index + 250)}`)(layout)}`,
      ...(ssh === "" ? [] : [ssh]),
    ]);
    const dash = " ".repeat(layout.dashes);
    if (flow) return [`${key}: [${items.map((item) => `{ ${item.join(", ")} }`).join(", ")}]`];
    const inner = " ".repeat(layout.step);
    return [
      `${key}:`,
      ...items.flatMap((item) =>
        item.map((line, index) =>
          index === 0 ? `${dash}-${inner.slice(1)}${line}` : `${dash}${inner}${line}`,
        ),
      ),
    ];
  };
}

const parts: fc.Arbitrary<Part>[] = [
  fc.constant<Part>((layout) => [`name: ${word("production")(layout)}`]),
  fc
    .constantFrom("3.8.0", "3.0.0-beta1")
    .map((release): Part => (layout) => [`release: ${word(release)(layout)}`]),
  fc.boolean().map((flow) => mapping("certificate", "", [["type", "letsencrypt"]], flow)),
  fc.boolean().map((flow) =>
    mapping(
      "ingress",
      "",
      [
        ["rtmp", "true"],
        ["whip", "false"],
      ],
      flow,
    ),
  ),
  fc
    .subarray(["observability", "openviduMeet"])
    .map((modules): Part => (layout) => [
      `modules: [${modules.map((module) => word(module)(layout)).join(", ")}]`,
    ]),
  fc.constant<Part>(() => ["# a comment", "", "license: ${secret:license} # kept elsewhere"]),
  fc.tuple(nodeNames, fc.boolean()).map(([names, flow]) => nodeList("masterNodes", names, flow, "")),
];

const logins = fc
  .tuple(fc.boolean(), fc.boolean(), nodeNames)
  .map(([flow, flowNodes, names]): Part[] => [
    mapping("ssh", " &login", [["user", "ubuntu"]], flow),
    nodeList("mediaNodes", names, flowNodes, "ssh: { <<: *login, host: h }"),
  ]);

/** Manifests that YAML reads without a complaint, in every layout. */
export const soundManifests: fc.Arbitrary<string> = fc
  .tuple(layouts, fc.tuple(...parts), logins, fc.nat({ max: 127 }))
  .map(([layout, own, shared, chosen]) => {
    const kept = own.filter((_, index) => ((chosen >> index) & 1) === 1);
    return [...kept, ...shared].flatMap((part) => [...part(layout), ""]).join(layout.lineEnd);
  });
