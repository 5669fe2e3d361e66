/** Every kind of test: what it needs, how it is prepared and run. Keys are the names that `npm run test:…` takes. */
const vitest = (project) => ["npx", "vitest", "run", "--project", project];
const inLab = (command) => ["node", "scripts/lab.mjs", "exec", "--", ...command];
const prepareLab = ["node", "scripts/lab.mjs", "prepare"];
const prepareEditor = ["node", "scripts/setup/editor.mjs"];
const packExtension = ["npm", "run", "--silent", "package"];

export const kinds = {
  house: {
    title: "House rules (lint, format, types)",
    checks: [
      ["npx", "eslint", "."],
      ["npx", "prettier", "--check", "--log-level=warn", "."],
      ["npx", "tsc", "--noEmit"],
    ],
  },
  unit: { title: "Unit tests", command: vitest("unit") },
  "language-server": { title: "Language server, over its protocol", command: vitest("language-server") },
  lab: {
    title: "Lab: real nodes",
    needs: "lab",
    prepare: [prepareLab],
    command: inLab(vitest("lab")),
    // Each in a lab of its own: most of the time goes by with waiting for nodes.
    files: "test/lab",
    atOnce: 2,
    alone: ["test/lab/leftovers.test.ts"],
    list: "lab",
  },
  host: {
    title: "Inside VS Code",
    needs: "editor",
    prepare: [prepareLab, prepareEditor, packExtension],
    command: inLab(vitest("host")),
    list: "host",
  },
  browser: {
    title: "In the browser",
    needs: "editor",
    prepare: [prepareLab, prepareEditor, packExtension],
    command: inLab(vitest("browser")),
    list: "browser",
  },
};
