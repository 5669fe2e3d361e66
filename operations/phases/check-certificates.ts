import { certificatePairs } from "../../cluster/certificate/certificate-pairs";
import type { Deployment } from "../actions/deployment";
import { certificateFindings } from "../certificates/read-certificates";
import type { ErrorReport } from "../events";
import { Problems, type ClusterPhase } from "./phase";

/** Looks at own certificates before any node is: a wrong one is found by browsers only, after everything else worked. */
export const checkCertificates: ClusterPhase<Deployment> = {
  kind: "cluster",
  id: "certificates",
  title: "Check certificates",
  changes: false,
  async run({ context }, { note }) {
    if (certificatePairs(context.cluster).length === 0)
      return { outcome: "unchanged", message: "There are no own certificates." };
    const errors: ErrorReport[] = [];
    for (const { severity, cause, suggestion } of await certificateFindings(context.cluster, context)) {
      if (severity === "warning") note("warning", `${cause} ${suggestion}`);
      else errors.push({ attempted: "use the own certificate", cause, suggestion, code: "certificate" });
    }
    if (errors.length > 0) throw new Problems(errors);
    return { outcome: "done", message: "The own certificates are good." };
  },
};
