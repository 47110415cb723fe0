import type { Report, ReportEnvironment } from "../shape";
import { code } from "./cells";
import { el, svg, type Child } from "./dom";
import { clusterGraph, environmentGraph } from "./graphs";
import { layoutOf, SIZE, type Graph, type Layout } from "./layout";

/** The view of one environment or cluster. */
export interface GraphView {
  readonly element: HTMLElement;
  /** Shows an environment by its id, or the cluster of a name. */
  readonly choose: (name: string) => void;
}

const CLUSTER = "cluster/";

export function graphView({ clusters, environments }: Report): GraphView {
  const options = [
    ...clusters.map(({ name }) => ({ value: `${CLUSTER}${name}`, title: `Cluster ${name}` })),
    ...environments.map(({ id }) => ({ value: id, title: id })),
  ];
  const select = el("select", { id: "chosen" }, ...options.map(({ value, title }) => el("option", { value }, title)));
  const place = el("div");
  const draw = () => {
    const environment = environments.find(({ id }) => id === select.value);
    const cluster = select.value.slice(CLUSTER.length);
    const own = environments.filter((one) => one.cluster === cluster);
    const graph = environment ? environmentGraph(environment) : clusterGraph(cluster, own);
    place.replaceChildren(drawn(graph), asList(graph), ...(environment ? [facts(environment)] : []));
  };
  select.addEventListener("change", draw);
  const label = el("label", { for: "chosen" }, "Environment or cluster");
  const element = el("div", {}, el("p", { class: "choose" }, label, select), place);
  const [first] = environments;
  if (first) select.value = first.id;
  draw();
  return {
    element,
    choose: (name) => {
      if (!options.some(({ value }) => value === name)) return;
      select.value = name;
      draw();
    },
  };
}

function drawn(graph: Graph): HTMLElement {
  const layout = layoutOf(graph);
  const size = { width: layout.width + 2, height: layout.height + 2 };
  const view = { ...size, viewBox: `-1 -1 ${size.width} ${size.height}`, role: "img", "aria-label": graph.title };
  const heads = layout.heads.map(({ head, x }) => svg("text", { x, y: 20, class: "head" }, fitted(head, ROOM.name)));
  const boxes = [...layout.placed.values()].map(({ box: { lines, look }, x, y }) =>
    svg(
      "g",
      { class: `box ${look}` },
      svg("title", {}, lines.filter(Boolean).join("\n")),
      svg("rect", { x, y, width: SIZE.width, height: SIZE.height, rx: 6 }),
      svg("text", { x: x + 10, y: y + (lines[1] === "" ? 28 : 20), class: "name" }, fitted(lines[0], ROOM.name)),
      svg("text", { x: x + 10, y: y + 37 }, fitted(lines[1], ROOM.below)),
    ),
  );
  const picture = svg("svg", view, ...arrows(graph, layout), ...heads, ...boxes);
  return el("div", { class: "wide drawing", tabindex: 0, role: "region", "aria-label": "Drawing" }, picture);
}

function arrows({ edges }: Graph, { placed }: Layout): readonly SVGElement[] {
  return edges.flatMap(({ from, to, says }) => {
    const [left, right] = [placed.get(from), placed.get(to)];
    if (!left || !right) return [];
    const [x, y] = [left.x + SIZE.width, left.y + SIZE.height / 2];
    const [endX, endY] = [right.x, right.y + SIZE.height / 2];
    const middle = (x + endX) / 2;
    const title = svg("title", {}, `${left.box.lines[0]} ${says} ${right.box.lines[0]}`);
    return [svg("path", { d: `M${x} ${y}C${middle} ${y} ${middle} ${endY} ${endX} ${endY}`, class: "edge" }, title)];
  });
}

/** Characters that a box has room for: of its name, which is bold, and of what is said below it. */
const ROOM = { name: 29, below: 36 } as const;

function fitted(text: string, room: number): string {
  const characters = [...text];
  if (characters.length <= room) return text;
  const half = Math.floor((room - 1) / 2);
  return `${characters.slice(0, half).join("")}…${characters.slice(-half).join("")}`;
}

/** What the drawing shows, for whoever can't see it. */
function asList({ columns, edges }: Graph): HTMLElement {
  const titles = new Map(columns.flatMap(({ boxes }) => boxes.map(({ id, lines }) => [id, lines[0]] as const)));
  const items = edges.map(({ from, to, says }) => el("li", {}, `${titles.get(from)} ${says} ${titles.get(to)}`));
  return el("details", {}, el("summary", {}, "The drawing as a list"), el("ul", {}, ...items));
}

function facts(environment: ReportEnvironment): HTMLElement {
  const { principals, next, notes, held, steps, keys, access } = environment;
  const rows: readonly (readonly [string, readonly Child[]])[] = [
    ["Declared in", [code(environment.file)]],
    ["Cluster", [`${environment.namespace} @ ${environment.cluster}`]],
    ["Store", [environment.store]],
    ["Delivery", [`${environment.delivery}, ${environment.mode} app`]],
    ["Versions", [`Operator ${environment.operator}, Mendix ${environment.mendix}`]],
    ["Acts as", principals.map(({ name, way, trusts }) => el("p", {}, code(name), ` (${way}), by ${trusts}`))],
    ["Counts", [`${keys.length} keys, ${access.length} permissions, ${steps.length} steps of a person`]],
    ["Deploy", next.map((command) => el("p", {}, code(command)))],
    ["To know", [...notes, ...held].map((note) => el("p", {}, note))],
  ];
  const shown = rows.filter(([, children]) => children.length > 0);
  return el("dl", {}, ...shown.flatMap(([title, children]) => [el("dt", {}, title), el("dd", {}, ...children)]));
}
