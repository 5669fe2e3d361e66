import { certificatePairs } from "../../cluster/certificate/certificate-pairs";
import { checkCertificate } from "../../cluster/certificate/check-certificate";
import type { Deployment } from "../actions/deployment";
import { readPair } from "../certificates/read-pair";
import type { ErrorReport } from "../events";
import { OperationError } from "../operation-error";
import { nodesToInstall } from "./install";
import { Problems, type ClusterPhase } from "./phase";

/** Looks at own certificates before anything is changed: a wrong one is found by browsers only, after everything else worked. */
export const checkCertificates: ClusterPhase<Deployment> = {
  kind: "cluster",
  id: "certificates",
  title: "Check certificates",
  changes: false,
  async run(deployment, { note }) {
    const { context } = deployment;
    const pairs = certificatePairs(context.cluster);
    if (pairs.length === 0) return { outcome: "unchanged", message: "There are no own certificates." };
    if (!nodesToInstall(deployment).some(({ role }) => role === "master")) {
      return { outcome: "unchanged", message: "No master node is to be installed." };
    }
    const errors: ErrorReport[] = [];
    for (const pair of pairs) {
      try {
        for (const { severity, cause, suggestion } of checkCertificate(
          await readPair(pair, context),
          pair.domains,
          context.runtime.now(),
        )) {
          if (severity === "warning") note("warning", `${cause} ${suggestion}`);
          else errors.push({ attempted: "use the own certificate", cause, suggestion, code: "certificate" });
        }
      } catch (error) {
        if (!(error instanceof OperationError)) throw error;
        errors.push(error.report);
      }
    }
    if (errors.length > 0) throw new Problems(errors);
    return { outcome: "done", message: "The own certificates are good." };
  },
};
