import * as fs from "node:fs";
import { keysPage } from "./keys-page";

// Writes the pages that are made from the library's tables: npx tsc -b && node dist/scripts/docs.js
fs.writeFileSync("docs/keys.md", keysPage());
