import type { Features } from "../cluster";
import type { Condition } from "../generated/release-facts";

/** What a condition is asked about: the cluster's features and, for arguments, whether public addresses are forced. */
export interface ConditionSubject extends Features {
  readonly forcePublicIp?: boolean;
}

/** Whether a fact of the catalogue applies. A fact without a condition always does. */
export function applies(condition: Condition | undefined, subject: ConditionSubject): boolean {
  const ingress = condition?.ingress;
  return binds(condition, subject) && (ingress === undefined || subject.ingress[ingress]);
}

/**
 * Whether OpenVidu binds a port with this condition. The manifest's `ingress` decides what a firewall opens; no argument of
 * the installer switches the ports themselves off.
 */
export function binds(condition: Condition | undefined, subject: ConditionSubject): boolean {
  if (condition === undefined) return true;
  const {
    module,
    certificate,
    loadBalancing,
    rtcEngine,
    turnDomain,
    turnCertificate,
    forcePublicIp,
    customApplication,
  } = condition;
  return (
    (module === undefined || subject.modules.includes(module)) &&
    (certificate === undefined || subject.certificateType === certificate) &&
    (loadBalancing === undefined || subject.loadBalancing === loadBalancing) &&
    (rtcEngine === undefined || subject.rtcEngine === rtcEngine) &&
    (turnDomain === undefined || subject.turnDomain === turnDomain) &&
    (turnCertificate === undefined || subject.turnCertificate === turnCertificate) &&
    (forcePublicIp === undefined || (subject.forcePublicIp ?? false) === forcePublicIp) &&
    // The manifest has no key for an application of the operator's own.
    customApplication !== true
  );
}
