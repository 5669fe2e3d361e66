import type { Features } from "../cluster";
import type { ReleaseFacts } from "../generated/release-facts";
import type { Draft } from "../manifest/draft";

/** The features of a manifest, defaults filled in: those of the schema, and those of the release where they differ by release. */
export function featuresOf(draft: Draft, release: ReleaseFacts | undefined): Features {
  const certificate = draft.certificate;
  const features: Features = {
    modules: (draft.modules ?? []).filter((module) => module !== undefined),
    ingress: {
      rtmp: draft.ingress?.rtmp ?? true,
      whip: draft.ingress?.whip ?? true,
      webrtcOverTcp: draft.ingress?.webrtcOverTcp ?? true,
      publicMinio: draft.ingress?.publicMinio ?? false,
    },
    loadBalancing: draft.loadBalancing ?? "dns",
    rtcEngine: draft.rtcEngine ?? release?.rtcEngines.default ?? "pion",
    turnDomain: draft.turnDomain !== undefined,
    turnCertificate: certificate?.turnPrivateKey !== undefined && certificate.turnPublicKey !== undefined,
  };
  return certificate?.type === undefined ? features : { ...features, certificateType: certificate.type };
}
