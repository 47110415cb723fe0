import jest from "eslint-plugin-jest";
import tseslint from "typescript-eslint";

const bindings = {
  group: ["@cdktf/provider-*"],
  message: "Bindings are loaded by lib/write/constructs only: describe stays free of them.",
};
const barrels = {
  regex: "^@cdktf/provider-[a-z-]+(/lib)?(/index)?$",
  message: "Import a binding by its deep path: the barrel costs seconds and hundreds of megabytes.",
};
const stores = ["aws", "vault", "azure", "google"];

/** A store's folder imports no other store: a new one touches its own folder only. */
const storesApart = stores.map((store) => ({
  files: [`lib/stores/${store}/**/*.ts`, `lib/clouds/${store}/**/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          barrels,
          bindings,
          {
            group: stores.filter((other) => other !== store).map((other) => `**/${other}/**`),
            message: "No store imports another.",
          },
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", ".engines/", "cdktf.out/", "coverage/", "manifests/"] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ["*.mjs"] }, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      // Constructs register themselves with their scope.
      "no-new": "off",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }],
      // Bindings are loaded when something is written, so that describing loads none; a command line loads one command.
      "@typescript-eslint/no-require-imports": [
        "error",
        {
          allow: [
            "/constructs/",
            "^\\./write-manifests$",
            "/commands/",
            "^cdktf/",
            "^yaml$",
            "^semver/ranges/",
            "^\\./bundle$",
            "^\\./compose$",
          ],
        },
      ],
      "@typescript-eslint/no-unsafe-assignment": "off",
      "no-control-regex": "off",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { ignoreRestSiblings: true, argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
    },
  },
  {
    files: ["lib/**/*.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: [bindings, barrels] }] },
  },
  // What needs cdktf is loaded when it is used.
  { files: ["lib/constructs.ts"], rules: { "@typescript-eslint/no-require-imports": "off" } },
  {
    files: ["lib/core/**/*.ts", "lib/catalogue/**/*.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        { paths: [{ name: "constructs", message: "The blueprint is pure data.", allowTypeImports: true }] },
      ],
    },
  },
  ...storesApart,
  {
    files: [
      "lib/write/constructs/**/*.ts",
      "lib/declaration/constructs/**/*.ts",
      "stacks/**/*.ts",
      "bench/**/*.ts",
      "proof/**/*.ts",
      "engines/**/*.ts",
      "test/**/*.ts",
    ],
    rules: { "no-restricted-imports": ["error", { patterns: [barrels] }] },
  },
  // A benchmark loads what it measures, when it measures it.
  { files: ["bench/**/*.ts"], rules: { "@typescript-eslint/no-require-imports": "off" } },
  {
    files: ["test/**/*.test.ts"],
    ...jest.configs["flat/recommended"],
    rules: {
      ...jest.configs["flat/recommended"].rules,
      "max-lines-per-function": "off",
      "jest/expect-expect": ["error", { assertFunctionNames: ["expect", "expect*"] }],
      "jest/no-standalone-expect": "off",
      "jest/valid-title": "off",
      "jest/no-conditional-expect": "off",
      "@typescript-eslint/unbound-method": "off",
    },
  },
  { files: ["**/*.mjs"], ...tseslint.configs.disableTypeChecked },
);
