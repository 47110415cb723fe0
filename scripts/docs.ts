import * as fs from "node:fs";
import { keysPage } from "./keys-page";
import { limitsPage } from "./limits-page";
import { doctorPage, troubleshootingPage } from "./world-pages";

// Writes the pages that are made from the library's tables: npx tsc -b && node dist/scripts/docs.js
fs.writeFileSync("docs/keys.md", keysPage());
fs.writeFileSync("docs/limits.md", limitsPage());
fs.writeFileSync("docs/doctor.md", doctorPage());
fs.writeFileSync("docs/troubleshooting.md", troubleshootingPage());
