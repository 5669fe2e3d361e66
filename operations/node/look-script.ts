import type { Cluster, NodeRole } from "../../cluster/cluster";
import { shellQuote } from "../../cluster/installer/shell-quote";
import { SECTION_FUNCTION } from "./sections";

/** The bash script that looks at what changes while a node starts. It changes nothing. */
export function lookScript(cluster: Cluster, role: NodeRole): string {
  return [SECTION_FUNCTION, lookSections(cluster, role)].join("\n");
}

/** The sections of a look, for a script that has the section function. */
export function lookSections(cluster: Cluster, role: NodeRole): string {
  const { files, health } = cluster.release;
  const unit = shellQuote(`${files.unit}.service`);
  // Only what is needed of each container: its environment holds secrets.
  const format = "{{json .Name}} {{.RestartCount}} {{json .State}}";
  const ask = `curl -s -o /dev/null -m 5 -w '%{http_code}' ${shellQuote(health.url)}`;
  return String.raw`
section look
echo "time=$(date +%s%3N)"
echo "unit_state=$(systemctl is-active ${unit} 2>/dev/null)"
since=$(systemctl show --property=ActiveEnterTimestamp --value ${unit} 2>/dev/null)
[ -n "$since" ] && echo "unit_since=$(date -d "$since" +%s 2>/dev/null)"
${health.role === role ? `if systemctl is-active --quiet ${unit} 2>/dev/null; then echo "health=$(${ask})"; fi` : ""}
section containers
if command -v docker >/dev/null 2>&1; then
  timeout 30 docker ps --all --quiet --no-trunc 2>/dev/null |
    timeout 30 xargs -r docker inspect --format '${format}' 2>/dev/null
fi
section listeners
ss -H -l -n -t -u -p 2>/dev/null
`;
}
