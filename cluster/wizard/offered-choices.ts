import type { ReleaseFacts } from "../cluster";
import { knowsBalancerPorts } from "../firewall/rule-set-notes";
import type { Choice } from "./question";

/** The types of certificates, in the order of OpenVidu's own wizard. */
export const CERTIFICATE_CHOICES: readonly Choice[] = [
  {
    value: "selfsigned",
    label: "Self Signed Certificate",
    detail: "Not recommended for production; useful for testing or development.",
  },
  {
    value: "letsencrypt",
    label: "Let's Encrypt",
    detail: "It will automatically generate a certificate for your domain.",
  },
  {
    value: "zerossl",
    label: "ZeroSSL",
    // Rows have no room for more; the rest is remarked once it is chosen.
    detail: "An API Key is required. No source tells its arguments: add them to the manifest.",
  },
  {
    value: "owncert",
    label: "Own Certificate",
    detail: "It will ask you for the certificate and key files.",
  },
];

/** What a load balancer of one's own means at this release. */
export function externalWords(release: ReleaseFacts): string {
  return knowsBalancerPorts(release)
    ? "A load balancer of your own in front of the master nodes"
    : "In front of the master nodes. Ask OpenVidu for its ports: no source tells them.";
}

/** The engines as the release's own wizard offers them; one that it is not known to offer comes last, by its name. */
export function engineChoices({ wizard, rtcEngines }: ReleaseFacts): Choice[] {
  const offered = wizard.engines.filter(({ name }) => rtcEngines.allowed.includes(name));
  const others = rtcEngines.allowed.filter((engine) => !offered.some(({ name }) => name === engine));
  return [
    ...offered.map(({ name, label }) => ({ value: name, label })),
    ...others.map((name) => ({ value: name, label: name })),
  ];
}

/** The modules in the same way. */
export function moduleChoices({ wizard, modules }: ReleaseFacts): Choice[] {
  const offered = wizard.modules.filter((word) => modules.some(({ name }) => name === word.name));
  const others = modules.filter((module) => !offered.some(({ name }) => name === module.name));
  return [
    ...offered.map(({ name, label, help }) => ({ value: name, label, detail: help })),
    ...others.map(({ name, description }) => ({ value: name, label: name, detail: description })),
  ];
}
