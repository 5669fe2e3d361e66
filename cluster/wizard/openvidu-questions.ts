import type { Features } from "../cluster";
import { takes } from "../installer/taken-keys";
import { judgeCertificateKey, judgeChain } from "./file-answer";
import { masterList } from "./machine-questions";
import { CERTIFICATE_CHOICES, engineChoices, externalWords, moduleChoices } from "./offered-choices";
import {
  answeredFeatures,
  releaseOf,
  text,
  textOf,
  type Answers,
  type Question,
  type WizardWorld,
} from "./question";
import { releaseQuestion } from "./release-question";
import { secretProblem } from "./secret-answer";

/** What OpenVidu's own wizard asks, in its order; before it the release, which decides what there is to ask. */
export function* openviduQuestions(answers: Answers, world: WizardWorld): Generator<Question> {
  yield releaseQuestion();
  const release = releaseOf(answers);
  yield text("name", "Name of the cluster", "It identifies the cluster on its nodes and in the tree.", {
    initial: "production",
  });
  yield masterList(answers, world);
  yield {
    ...text(
      "license",
      "Write your OpenVidu PRO License",
      "It goes to the secret store. Empty: it is asked for at the first deployment. https://openvidu.io/account has a free trial.",
    ),
    secret: true,
    problem: secretProblem,
  };
  yield {
    kind: "choice",
    id: "loadBalancing",
    title: "Do you want to use an external load balancer?",
    help: "Without one, DNS balances the load: the domain has an A record for each master node.",
    choices: [
      { value: "dns", label: "No", detail: "DNS Load Balancing" },
      { value: "external", label: "Yes", detail: externalWords(release) },
    ],
    initial: "dns",
    sample: "dns",
  };
  const features = answeredFeatures(answers);
  if (features.loadBalancing === "dns") {
    yield {
      kind: "choice",
      id: "certificateType",
      title: "Select which certificate type to use",
      help: "Where the certificate for the domain comes from.",
      choices: CERTIFICATE_CHOICES,
      initial: "letsencrypt",
      sample: "selfsigned",
    };
  }
  const target =
    features.loadBalancing === "dns" ? "all the public IPs of the Master Nodes" : "the load balancer";
  yield text("domain", "Domain name", `It must be an FQDN pointing to ${target}.`, {
    sample: "openvidu.example.io",
  });
  if (takes(release, ["turnDomain"], { ...features, turnDomain: true })) {
    yield text(
      "turnDomain",
      "(Optional) Turn domain name",
      "For TURN with TLS, recommended if users are behind restrictive firewalls. It must be different from the OpenVidu domain name.",
    );
  }
  yield {
    kind: "choice",
    id: "rtcEngine",
    title: "Select which RTC engine to use",
    help: "The WebRTC engine of the media nodes.",
    choices: engineChoices(release),
    initial: release.rtcEngines.default,
    sample: release.rtcEngines.default,
  };
  const modules = release.modules.map(({ name }) => name);
  yield {
    kind: "choices",
    id: "modules",
    title: "Modules to enable",
    help: "Select the modules you want to enable.",
    choices: moduleChoices(release),
    initial: modules,
    sample: modules,
  };
  yield* certificateQuestions(answers, features);
}

/** What the official wizard asks for "later": what belongs to the type of the certificate. */
function* certificateQuestions(answers: Answers, features: Features): Generator<Question> {
  const release = releaseOf(answers);
  if (features.loadBalancing !== "dns") return;
  switch (textOf(answers, "certificateType")) {
    case "letsencrypt":
      if (takes(release, ["certificate", "email"], features))
        yield text(
          "email",
          "Let's Encrypt email",
          "Let's Encrypt writes to it before a certificate expires.",
          {
            sample: "ops@example.io",
            problem: emailProblem,
          },
        );
      return;
    case "zerossl":
      yield {
        ...text("apiKey", "ZeroSSL API Key", "It goes to the secret store.", { sample: "sample" }),
        secret: true,
        problem: (answer) => (answer === "" ? "ZeroSSL needs an API Key." : secretProblem(answer)),
      };
      return;
    case "owncert":
      yield keyFile("privateKey", "Own Certificate: file of the private key", "certs/privkey.pem");
      yield chainFile(
        "publicKey",
        "Own Certificate: file of the full certificate chain",
        "certs/fullchain.pem",
        {
          keyFile: textOf(answers, "privateKey"),
          domain: textOf(answers, "domain"),
        },
      );
      if (
        textOf(answers, "turnDomain") === "" ||
        !takes(release, ["certificate", "turnPrivateKey"], features)
      )
        return;
      yield keyFile("turnPrivateKey", "Turn domain: file of the private key", "certs/turn-privkey.pem");
      yield chainFile(
        "turnPublicKey",
        "Turn domain: file of the full certificate chain",
        "certs/turn-fullchain.pem",
        { keyFile: textOf(answers, "turnPrivateKey"), domain: textOf(answers, "turnDomain") },
      );
  }
}

function emailProblem(answer: string): string | undefined {
  if (answer === "") return "Let's Encrypt needs an e-mail address.";
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(answer) ? undefined : `'${answer}' is not an e-mail address.`;
}

const HOW = "A PEM file; its path is absolute, begins with ~/, or is relative to the manifest.";

function keyFile(id: string, title: string, initial: string): Question {
  const problem = (answer: string): string | undefined => (answer === "" ? "Name a file." : undefined);
  return { ...text(id, title, HOW, { initial, problem }), judgeFile: judgeCertificateKey };
}

function chainFile(
  id: string,
  title: string,
  initial: string,
  pair: { readonly keyFile: string; readonly domain: string },
): Question {
  const problem = (answer: string): string | undefined => {
    if (answer === "") return "Name a file.";
    return answer === pair.keyFile ? "That is the file of the private key." : undefined;
  };
  return {
    ...text(id, title, HOW, { initial, problem }),
    judgeFile: (answer, world) => judgeChain(answer, pair, world),
  };
}
