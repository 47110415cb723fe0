/** Folders of lib from the bottom to the top: each imports what is in its own row or in one above it, and nothing below. */
const LAYERS = [
  ["catalogue"],
  ["core"],
  ["engine"],
  ["database", "storage", "app", "delivery", "clouds"],
  ["stores"],
  ["write", "change", "explain"],
  ["environment", "platform", "cluster"],
  ["declaration", "testing", "fast"],
  ["world"],
  ["report"],
  ["cli"],
];

const inside = (folders) => `^lib/(${folders.join("|")})/`;
/** lib/constructs.ts is none: it loads what needs cdktf for those that name a construct. */
const ENTRY_POINTS = "^lib/(index|azure|google)[.]ts$";

/**
 * What may import what, types included: `npm run lint` fails on a circle, and on an import against the direction.
 *
 * @type {import("dependency-cruiser").IConfiguration}
 */
export default {
  forbidden: [
    { name: "no-circle", severity: "error", from: { path: "^lib/" }, to: { circular: true } },
    ...LAYERS.map((folders, row) => ({
      name: `direction-of-${folders.join("-")}`,
      severity: "error",
      from: { path: inside(folders) },
      to: { path: [inside(LAYERS.slice(row + 1).flat()), ENTRY_POINTS].slice(row + 1 < LAYERS.length ? 0 : 1) },
    })),
    {
      name: "a-folder-has-its-row",
      severity: "error",
      from: { path: "^lib/[^/]+/", pathNot: inside(LAYERS.flat()) },
      to: {},
    },
    {
      name: "lib-stands-alone",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(main[.]ts$|(test|proof|bench|stacks|scripts|engines)/)" },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
  },
};
