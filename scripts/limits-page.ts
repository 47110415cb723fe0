import { documentationOf } from "../lib/core/problem";
import { LIMITS } from "./limits";
import { table } from "./table";

/** The page on what services take, made from the table of limits. */
export function limitsPage(): string {
  const rows = LIMITS.map(({ what, prop, takes, code, source }) => [
    what,
    `\`${prop}\``,
    takes,
    `[${code}](${documentationOf(code).replace(/^docs\//, "")})`,
    `[page](${source})`,
  ]);
  return [
    "# What the services take",
    "",
    "Names, numbers and sizes that `validate` holds a declaration to, before a service does. Each row has the page on which the service",
    "says it; a test declares values at both sides of each edge. `npm run schema` makes this page.",
    "",
    table(["what", "prop", "what is taken", "else", "source"], rows),
    "",
  ].join("\n");
}
