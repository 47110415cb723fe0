/** A box of a drawing. */
export interface Box {
  readonly id: string;
  /** Its name, and what is said below it. */
  readonly lines: readonly [string, string];
  readonly look: "source" | "entry" | "pod" | "thing";
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly says: string;
}

/** Boxes by columns from left to right, each with its head. */
export interface Graph {
  readonly title: string;
  readonly columns: readonly { readonly head: string; readonly boxes: readonly Box[] }[];
  readonly edges: readonly Edge[];
}

export interface Placed {
  readonly box: Box;
  readonly x: number;
  readonly y: number;
}

/** A graph with the place of everything in it. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly heads: readonly { readonly head: string; readonly x: number }[];
  readonly placed: ReadonlyMap<string, Placed>;
}

export const SIZE = { width: 264, height: 46, across: 88, down: 14, top: 40 } as const;

/** Places the boxes of each column below one another, near what they are connected with. */
export function layoutOf({ columns, edges }: Graph): Layout {
  const placed = new Map<string, Placed>();
  const tallest = Math.max(...columns.map(({ boxes }) => boxes.length), 1);
  const pitch = SIZE.height + SIZE.down;
  const heads = columns.map(({ head, boxes }, column) => {
    const x = column * (SIZE.width + SIZE.across);
    // Spread over the whole height, so that few stand beside the many that they belong to.
    const own = (tallest * pitch) / Math.max(boxes.length, 1);
    const ordered = near(boxes, edges, placed);
    for (const [row, box] of ordered.entries()) {
      placed.set(box.id, { box, x, y: SIZE.top + row * own + (own - pitch) / 2 });
    }
    return { head, x };
  });
  const width = columns.length * SIZE.width + (columns.length - 1) * SIZE.across;
  return { width, height: SIZE.top + tallest * pitch, heads, placed };
}

/** Boxes in the order of the mean height of what stands left of them and is connected with them. */
function near(boxes: readonly Box[], edges: readonly Edge[], placed: ReadonlyMap<string, Placed>): readonly Box[] {
  const heights = new Map<string, number[]>();
  for (const { from, to } of edges) {
    const left = placed.get(from);
    if (left) heights.set(to, [...(heights.get(to) ?? []), left.y]);
  }
  const mean = ({ id }: Box) => {
    const own = heights.get(id) ?? [];
    return own.reduce((sum, y) => sum + y, 0) / Math.max(own.length, 1);
  };
  return [...boxes].sort((a, b) => mean(a) - mean(b));
}
