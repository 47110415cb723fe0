/** SWC strips the types and checks none: `npm test` type-checks once, before. */
const transform = {
  "^.+\\.ts$": [
    "@swc/jest",
    { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
  ],
};
const project = (displayName, testMatch) => ({
  displayName,
  testMatch,
  transform,
  testEnvironment: "node",
  globalSetup: "<rootDir>/test/support/temporary-files.mjs",
  modulePathIgnorePatterns: ["<rootDir>/dist"],
});

export default {
  // Jest leaves one core free, which on two cores means one test file at a time.
  maxWorkers: "100%",
  projects: [
    project("unit", ["<rootDir>/test/!(engines)/**/*.test.ts", "<rootDir>/test/*.test.ts"]),
    project("engines", ["<rootDir>/test/engines/**/*.test.ts"]),
  ],
};
