import type { NodeState, ServiceStatus } from "../../operations/cluster-status";
import type { ErrorReport } from "../../operations/events";
import type { NodeLive } from "../state/cluster-state";
import type { Translate } from "../translate";

/** An icon of VS Code's own set, in a colour of the theme. */
export interface Icon {
  readonly id: string;
  readonly colour?: string;
}

/** How something looks in the tree, and the word for menus. */
export interface Looks {
  readonly text: string;
  readonly icon: Icon;
  /** For `when` clauses of menus; never shown. */
  readonly word: string;
}

const GREEN = "testing.iconPassed";
const RED = "testing.iconFailed";
const YELLOW = "list.warningForeground";
const GREY = "disabledForeground";

/** States whose word alone does not tell enough. */
const EXPLAINED: ReadonlySet<NodeState> = new Set(["unreachable", "starting", "degraded"]);

const ICONS: Record<NodeState | "unknown", Icon> = {
  unknown: { id: "circle-outline", colour: GREY },
  unreachable: { id: "error", colour: RED },
  "not-installed": { id: "circle-slash", colour: GREY },
  installing: { id: "loading~spin" },
  stopped: { id: "debug-pause", colour: YELLOW },
  starting: { id: "loading~spin" },
  running: { id: "pass-filled", colour: GREEN },
  degraded: { id: "warning", colour: YELLOW },
};

/** How a node looks: a running step first, then why the last action failed, then its state. */
export function nodeLooks(node: NodeLive, t: Translate): Looks {
  if (node.step !== undefined) {
    return { text: `${node.step.replace(/[.…]+$/, "")}…`, icon: { id: "loading~spin" }, word: "busy" };
  }
  if (node.failure !== undefined) {
    const why = causeWord(node.failure, t) ?? node.failure.cause;
    return { text: t("failed: {0}", why), icon: { id: "error", colour: RED }, word: "failed" };
  }
  const state = node.status?.state;
  if (state === undefined) {
    return node.checking
      ? { text: t("checking…"), icon: { id: "loading~spin" }, word: "unknown" }
      : { text: t("not checked"), icon: ICONS.unknown, word: "unknown" };
  }
  const text = stateWord(state, t);
  const cause = state === "unreachable" ? causeWord(node.status?.error, t) : undefined;
  if (cause !== undefined) return { text: cause, icon: ICONS[state], word: state };
  const reason = EXPLAINED.has(state) ? node.status?.reason : undefined;
  return { text: reason === undefined ? text : `${text} · ${reason}`, icon: ICONS[state], word: state };
}

/** A few words for a cause that people meet often; the whole of it is in the tooltip and the row below. */
function causeWord(error: ErrorReport | undefined, t: Translate): string | undefined {
  switch (error?.code) {
    case "host-key-unknown":
    case "jump-host-key-unknown":
      return t("host key unknown");
    case "host-key-changed":
      return t("host key changed");
    case "timed-out":
      return t("no answer");
    case "no-route":
      return t("no route");
    case "connection-refused":
      return t("connection refused");
    case "authentication-failed":
      return t("login refused");
    default:
      return undefined;
  }
}

/** A state in the user's words. */
export function stateWord(state: NodeState, t: Translate): string {
  switch (state) {
    case "unreachable":
      return t("unreachable");
    case "not-installed":
      return t("not installed");
    case "installing":
      return t("installing…");
    case "stopped":
      return t("stopped");
    case "starting":
      return t("starting…");
    case "running":
      return t("running");
    case "degraded":
      return t("degraded");
  }
}

/** How a container looks. */
export function serviceLooks(service: ServiceStatus, t: Translate): Looks {
  const restarts =
    service.restarts === 0
      ? ""
      : ` · ${service.restarts === 1 ? t("1 restart") : t("{0} restarts", service.restarts)}`;
  if (service.state === "missing") {
    return { text: t("missing"), icon: { id: "error", colour: RED }, word: "missing" };
  }
  if (service.state !== "running") {
    const icon = { id: "error", colour: service.state === "restarting" ? YELLOW : RED };
    return { text: `${service.state}${restarts}`, icon, word: service.state };
  }
  if (!service.healthy) {
    return { text: `${t("not well")}${restarts}`, icon: { id: "warning", colour: YELLOW }, word: "unwell" };
  }
  return { text: `${t("running")}${restarts}`, icon: { id: "pass", colour: GREEN }, word: "running" };
}
