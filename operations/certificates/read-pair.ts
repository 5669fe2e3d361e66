import type { PairFacts } from "../../cluster/certificate/check-certificate";
import type { CertificatePair } from "../../cluster/certificate/certificate-pairs";
import { pairFacts } from "../../cluster/certificate/pair-facts";
import { readFileFor, type SecretWorld } from "../secrets/resolve-source";

/**
 * Reads a key and its chain and finds out what the rules ask.
 *
 * @throws OperationError `secret-missing` where a file cannot be read
 */
export async function readPair(pair: CertificatePair, world: SecretWorld): Promise<PairFacts> {
  const [keyFile, chainFile] = [pair.privateKey, pair.publicKey];
  const key = await readFileFor(keyFile, "the private key", world);
  const chain = await readFileFor(chainFile, "the certificate", world);
  return pairFacts(
    { file: keyFile, text: key.toString("latin1") },
    { file: chainFile, text: chain.toString("latin1") },
    (time) => Date.parse(time),
  );
}
