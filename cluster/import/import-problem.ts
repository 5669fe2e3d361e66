/** Why something cannot become a manifest: one message for people, which never repeats a secret. */
export class ImportProblem extends Error {}
