import { readDeclarations } from "../../lib/declaration/declarations";
import { table } from "../../proof/support/page";
import { CLUSTERS, ORDERS } from "../../test/support/declarations";
import { milliseconds, type Targets } from "./targets";

/** A file of about so many characters, which a reader could take the square of its length for. */
type Shape = (size: number) => string;

const lines = (size: number, line: (index: number) => string) =>
  Array.from({ length: Math.floor(size / line(1_000).length) }, (_, index) => line(index)).join("");

const SHAPES: Readonly<Record<string, Shape>> = {
  "unknown keys": (size) => ORDERS + lines(size, (index) => `unknown${index}: 1\n`),
  "one key many times": (size) => ORDERS + lines(size, () => "name: orders\n"),
  constants: (size) => `${ORDERS}constants:\n${lines(size, (index) => `  Shop.Constant${index}: x\n`)}`,
  aliases: (size) => `a: &a x\nb: [${"*a,".repeat(size / 3)}]\n`,
  brackets: (size) => `a: ${"[".repeat(size)}\n`,
  "a quoted text": (size) => ORDERS.replace("name: orders\n", `name: "${"\\u0041".repeat(size / 6)}"\n`),
  "an endpoint of slashes": (size) =>
    ORDERS.replace(
      /storage:[^]*?app:/,
      `storage: { s3Compatible: { endpoint: "https://x${"/".repeat(size)}a", bucket: b, accessKeyId: k, secretAccessKey: { fromVariable: {} } } }\napp:`,
    ),
  "a JDBC URL of parameters": (size) =>
    ORDERS.replace(
      "    name: orders\n",
      `    name: orders\n    jdbcUrl: "jdbc:postgresql://h/${"?a=b".repeat(size / 4)}"\n`,
    ),
};

/** Sizes whose times are compared; four times the size takes four times as long, and not sixteen times. */
const [SMALL, LARGE] = [50_000, 200_000];
const GROWTH_MAX = 8;
/** Less is noise. */
const NOISE = 100;

/** Processor time of reading hostile files of two sizes: in proportion to the size, whatever is in them. */
export function hostileFiles(targets: Targets): string[] {
  let worst = 0;
  const rows = Object.entries(SHAPES).map(([what, shape]) => {
    const [small, large] = [timeOf(shape(SMALL)), timeOf(shape(LARGE))];
    const growth = large < NOISE ? 1 : large / Math.max(small, NOISE / 4);
    worst = Math.max(worst, growth);
    return [what, milliseconds(small), milliseconds(large), growth.toFixed(1)];
  });
  const what = "a hostile file of four times the size";
  targets.hold({ what, value: worst, limit: GROWTH_MAX, unit: " times the time" });
  return table(["a file of", `${SMALL / 1_000} KB`, `${LARGE / 1_000} KB`, "growth"], rows);
}

function timeOf(text: string): number {
  const files = { "clusters.yaml": CLUSTERS, "orders.yaml": text };
  const sources = Object.entries(files).map(([path, own]) => ({ path: `environments/${path}`, text: own }));
  const times = [0, 1, 2].map(() => {
    const begin = process.cpuUsage();
    readDeclarations("environments", sources);
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / 1_000;
  });
  return Math.min(...times);
}
