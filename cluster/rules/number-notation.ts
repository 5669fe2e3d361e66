import type { ScalarNode, ValueNode } from "../manifest/value-node";
import type { Path } from "../source-range";
import { replaceValue, type Report, type Rule } from "./rule";

export const numberNotation: Rule = {
  id: "number-notation",
  severity: "warning",
  protectsFrom: "A port that is not the one that was meant: 0443 is 443 to YAML, and octal to other tools.",
  fix: "Write the number in plain digits.",
  example: [["port: 9200", "port: 09200"]],
  *check({ document }) {
    yield* unusual(document.nodeAtPath(["ssh", "port"]), ["ssh", "port"]);
  },
  checkNodes: () =>
    function* ({ node, path, valueAt }) {
      if (node.ssh?.port !== undefined) yield* unusual(valueAt(["ssh", "port"]), [...path, "ssh", "port"]);
      for (const [index, service] of (node.otherServices ?? []).entries()) {
        const inner = ["otherServices", index, "port"];
        if (service?.port === undefined) continue;
        const written = valueAt(inner);
        yield* typeof service.port === "number"
          ? unusual(written, [...path, ...inner])
          : zeros(written, [...path, ...inner]);
      }
    },
};

function* unusual(node: ValueNode | undefined, path: Path): Generator<Report> {
  if (node?.kind !== "scalar" || typeof node.value !== "number" || !Number.isSafeInteger(node.value)) return;
  const plain = String(node.value);
  if (node.source === plain) return;
  yield {
    path,
    message: `'${node.source}' is read as ${plain}${elsewhere(node)}. Write ${plain}.`,
    fixes: [replaceValue(`Change to ${plain}`, plain)],
  };
}

/** A range, or a port in quotes, whose numbers begin with zeros. */
function* zeros(node: ValueNode | undefined, path: Path): Generator<Report> {
  if (node?.kind !== "scalar" || typeof node.value !== "string" || !/(?:^|-)0\d/.test(node.value)) return;
  const plain = node.value.replace(/(^|-)0+(?=\d)/g, "$1");
  const text = plain.includes("-") ? `"${plain}"` : plain;
  yield {
    path,
    message: `'${node.value}' is read as ${plain}. Write ${plain}.`,
    fixes: [replaceValue(`Change to ${text}`, text)],
  };
}

function elsewhere({ source, value }: ScalarNode): string {
  if (!/^0[0-7]+$/.test(source)) return "";
  const octal = parseInt(source, 8);
  return octal === value ? "" : `; other tools read it as octal, ${String(octal)}`;
}
