import { builtinModules } from "node:module";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import importX from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/** Layers may import what stands to their right: client, cli → operations, server → cluster → schemas. */
const FORBIDDEN_IMPORTS = [
  { target: "./schemas", from: "." },
  { target: "./cluster", from: ["./operations", "./server", "./client", "./cli", "./test", "./scripts"] },
  { target: "./operations", from: ["./server", "./client", "./cli", "./test", "./scripts"] },
  { target: "./server", from: ["./operations", "./client", "./cli", "./test", "./scripts"] },
  { target: "./client", from: ["./cli", "./test", "./scripts"] },
  { target: "./client", from: "./server", except: ["./protocol.ts"] },
  { target: "./cli", from: ["./client", "./server", "./test", "./scripts"] },
].map((zone) => ({ ...zone, message: "CONTRIBUTING.md says who may import whom." }));

const NO_VSCODE = { name: "vscode", message: "Only client/ may know the editor." };
const PURE = "cluster/ is pure: no file, socket, clock or process.";
// To read a certificate is a calculation.
const CALCULATES = "crypto";
const NODE_MODULES = { group: ["node:*", `!node:${CALCULATES}`], message: PURE };
const BARE_NODE_MODULES = builtinModules.map((name) => ({ name, message: PURE }));

export default tseslint.config(
  { ignores: ["dist/**", "**/generated/**", "node_modules/**", "test-results/**", ".lab/**"] },
  {
    files: ["**/*.ts", "**/*.mts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { "import-x": importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver()] },
    rules: {
      "import-x/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones: FORBIDDEN_IMPORTS }],
      "import-x/no-cycle": "error",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-non-null-assertion": "error",
    },
  },
  {
    files: ["cluster/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { paths: [NO_VSCODE, ...BARE_NODE_MODULES], patterns: [NODE_MODULES] },
      ],
      "no-restricted-globals": ["error", "process", "Buffer", "setTimeout", "setInterval", "fetch", "Date"],
    },
  },
  {
    files: ["operations/**/*.ts", "server/**/*.ts", "cli/**/*.ts"],
    rules: { "no-restricted-imports": ["error", { paths: [NO_VSCODE] }] },
  },
);
