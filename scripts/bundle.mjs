// Makes one file of the command line and what it depends on, for the published package.
import { build } from "esbuild";

await build({
  entryPoints: ["dist/lib/cli/bundle.js"],
  outfile: "dist/bundle/mendix-secret-store.js",
  bundle: true,
  platform: "node",
  target: "node20",
  // Constructs are nothing that the command line makes.
  external: ["cdktf", "constructs", "@cdktf/*"],
  legalComments: "inline",
  logLevel: "warning",
});
