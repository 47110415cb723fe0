import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** The page that the commands write; each owns the section between its two markers. */
const PAGE = path.join(process.cwd(), "docs/proof.md");

/** What the figures were measured on: cores and program versions, no name of a machine. */
export function machineClass(): string {
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${os.cpus().length} cores, ${memory} GiB, Node ${process.versions.node}`;
}

/** Puts a command's figures onto the page, with the day and the machine that they are of. */
export function writeSection(id: string, lines: readonly string[]): void {
  const [begin, end] = [`<!-- ${id} -->`, `<!-- /${id} -->`];
  const page = fs.readFileSync(PAGE, "utf8");
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${PAGE} has no section ${begin} ... ${end}`);
  const day = new Date().toISOString().slice(0, 10);
  const body = ["", `Measured on ${day}: ${machineClass()}.`, "", ...lines, ""].join("\n");
  fs.writeFileSync(PAGE, page.slice(0, from + begin.length) + "\n" + body.trimEnd() + "\n\n" + page.slice(to));
}

/** A table of Markdown, its columns aligned as Prettier does. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const cells = [header, ...rows].map((row) => row.map((cell) => String(cell).replace(/\|/g, "\\|")));
  const widths = header.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => (row[column] ?? "").padEnd(width)).join(" | ")} |`;
  const [first = [], ...rest] = cells;
  return [line(first), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...rest.map(line)];
}
