// Runs a TypeScript program that uses the library's sources: node run-typescript.mjs PROGRAM.ts
import { createRequire } from "node:module";
import { transformFileSync } from "@swc/core";

const require = createRequire(import.meta.url);

require.extensions[".ts"] = (module, file) => {
  const { code } = transformFileSync(file, {
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "commonjs" },
  });
  module._compile(code, file);
};

require(process.argv[2]);
