import { createHash } from "node:crypto";
import { SCRIPT, STYLE } from "./assets";
import { pack } from "./pack";
import type { Report } from "./shape";

/**
 * A report as one file of HTML that loads nothing. What declarations say is data in it, which no parser of HTML or of
 * JavaScript reads as anything else: the only script that may run is the page's own, named by its hash, and it writes
 * texts and no markup. Same report, same bytes.
 */
export function reportPage(report: Report): string {
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(SCRIPT)}'`,
    `style-src '${hashOf(STYLE)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>Mendix environments and their secrets (confidential)</title>
<style>${STYLE}</style>
</head>
<body>
<noscript>This page shows its data by a script of its own, which this browser does not run.</noscript>
<script type="application/json" id="data">${dataText(report)}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** JSON in which nothing ends the element that holds it. */
function dataText(report: Report): string {
  return JSON.stringify(pack(report)).replaceAll("<", "\\u003c");
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
