import type { ReportEnvironment } from "../shape";
import type { Box, Edge, Graph } from "./layout";

/** Collects boxes and edges, each once. */
class Drawing {
  private readonly columns: { head: string; boxes: Map<string, Box> }[] = [];
  private readonly edges = new Map<string, Edge>();

  constructor(...heads: readonly string[]) {
    this.columns = heads.map((head) => ({ head, boxes: new Map() }));
  }

  /** A box of a column by its name in it. */
  box(column: number, look: Box["look"], name: string, below = ""): string {
    const id = `${column} ${name}`;
    const { boxes } = this.columns[column] ?? { boxes: new Map<string, Box>() };
    if (!boxes.has(id)) boxes.set(id, { id, lines: [name, below], look });
    return id;
  }

  edge(from: string, to: string, says: string): void {
    this.edges.set(`${from} ${to}`, { from, to, says });
  }

  graph(title: string): Graph {
    const columns = this.columns.map(({ head, boxes }) => ({ head, boxes: [...boxes.values()] }));
    return { title, columns: columns.filter(({ boxes }) => boxes.length > 0), edges: [...this.edges.values()] };
  }
}

/** Where the values of an environment come from, what holds them, who reads them, and what else that may reach. */
export function environmentGraph({ id, namespace, cluster, keys, access, store }: ReportEnvironment): Graph {
  const drawing = new Drawing("Values come from", store, "The pod mounts them", "It may also use");
  const pod = drawing.box(2, "pod", id, `${namespace} @ ${cluster}`);
  for (const { key, entry, source, variable } of keys) {
    const name = variable === undefined ? source : `TF_VAR_${variable}`;
    const from = drawing.box(0, "source", name, variable === undefined ? "" : "variable");
    const count = keys.filter((one) => one.entry === entry).length;
    const held = drawing.box(1, "entry", entry, count === 1 ? key : `${count} keys`);
    drawing.edge(from, held, "holds its value in");
    drawing.edge(held, pod, "is read by");
  }
  for (const { thing, sort, may, principal } of access.filter((one) => one.sort !== "entry")) {
    drawing.edge(pod, drawing.box(3, "thing", thing, sort), `${may.join(", ")} as ${principal}, on`);
  }
  return drawing.graph(`${id}: where its values come from, what holds them, and what it may use`);
}

/** The environments of a cluster, who they act as, and what they may use. */
export function clusterGraph(name: string, environments: readonly ReportEnvironment[]): Graph {
  const drawing = new Drawing("Environments", "act as", "and may use");
  for (const { id, namespace, store, access, principals } of environments) {
    const pod = drawing.box(0, "pod", id, namespace);
    for (const { principal, sort, thing, may } of access) {
      const way = principals.find((one) => one.name === principal)?.way ?? "";
      const who = drawing.box(1, "source", principal, way);
      const what = sort === "entry" ? drawing.box(2, "entry", store, "store") : drawing.box(2, "thing", thing, sort);
      drawing.edge(pod, who, "acts as");
      drawing.edge(who, what, sort === "entry" ? "reads its entries in" : `${may.join(", ")} on`);
    }
  }
  return drawing.graph(`${name}: its environments, who they act as, and what they may use`);
}
