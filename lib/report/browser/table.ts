import { count, el, type Child } from "./dom";

/** A column: its head, its text for searching and sorting, and what its cells show where that is more than the text. */
export interface Column<R> {
  readonly title: string;
  readonly text: (row: R) => string;
  readonly show?: (row: R) => Child;
  /** Class of its cells. */
  readonly look?: string;
}

export interface TableOptions<R> {
  /** What it shows, for whoever can't see it. */
  readonly caption: string;
  /** What one row is: "environment". */
  readonly one: string;
  readonly many?: string;
  readonly columns: readonly Column<R>[];
  /** Said where there is no row. */
  readonly empty: string;
}

/** A table on the page. */
export interface Table<R> {
  readonly element: HTMLElement;
  /** Shows other rows, from the first page. */
  readonly show: (rows: readonly R[]) => void;
  /** Shows all rows, or one page of them: a printed page has no buttons. */
  readonly print: (all: boolean) => void;
}

/** Rows of one page: more would make ten thousand slow. */
const PAGE = 100;

interface State<R> {
  rows: readonly R[];
  first: number;
  all: boolean;
  sorted?: { readonly column: number; readonly down: boolean };
}

/** A table with pages, which its heads sort. */
export function table<R>(options: TableOptions<R>): Table<R> {
  const state: State<R> = { rows: [], first: 0, all: false };
  const body = el("tbody", { role: "rowgroup" });
  const heads = options.columns.map(({ title }, column) => headOf(title, () => sortBy(column)));
  const pager = pagerOf(options, state, () => draw());
  const sortBy = (column: number) => {
    const down = state.sorted?.column === column && !state.sorted.down;
    Object.assign(state, { sorted: { column, down }, first: 0 });
    draw();
  };
  const draw = () => {
    for (const [index, head] of heads.entries()) markSorted(head, state.sorted, index);
    const rows = inOrder(state, options.columns);
    const shown = state.all ? rows : rows.slice(state.first, state.first + PAGE);
    body.replaceChildren(...shown.map((row) => rowOf(row, options.columns)));
    if (rows.length === 0) body.append(emptyRow(options));
    pager.draw();
  };
  return {
    element: el("div", { class: "table" }, pager.element, frameOf(options.caption, heads, body)),
    show: (rows) => {
      Object.assign(state, { rows, first: 0 });
      draw();
    },
    print: (all) => {
      if (state.all === all) return;
      state.all = all;
      draw();
    },
  };
}

/** The table itself, which scrolls where it is wider than its place: by the keyboard, too. */
function frameOf(caption: string, heads: readonly HTMLElement[], body: HTMLElement): HTMLElement {
  const head = el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, ...heads));
  const inner = el("table", { role: "table" }, el("caption", {}, caption), head, body);
  return el("div", { class: "wide", role: "region", "aria-label": caption, tabindex: 0 }, inner);
}

function headOf(title: string, sort: () => void): HTMLElement {
  const button = el("button", { type: "button" }, title);
  button.addEventListener("click", sort);
  return el("th", { role: "columnheader", scope: "col" }, button);
}

function markSorted(head: HTMLElement, sorted: State<unknown>["sorted"], column: number): void {
  if (sorted?.column === column) head.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
  else head.removeAttribute("aria-sort");
}

function inOrder<R>({ rows, sorted }: State<R>, columns: readonly Column<R>[]): readonly R[] {
  const column = sorted && columns[sorted.column];
  if (!column) return rows;
  const keyed = rows.map((row) => ({ row, key: column.text(row) }));
  const compare = new Intl.Collator("en", { numeric: true }).compare;
  keyed.sort((a, b) => compare(a.key, b.key) * (sorted.down ? -1 : 1));
  return keyed.map(({ row }) => row);
}

function rowOf<R>(row: R, columns: readonly Column<R>[]): HTMLElement {
  const cells = columns.map(({ title, text, show, look }) => {
    const shown = show ? show(row) : text(row);
    return el("td", { role: "cell", "data-label": title, class: look }, shown ?? "");
  });
  return el("tr", { role: "row" }, ...cells);
}

function emptyRow<R>({ empty, columns }: TableOptions<R>): HTMLElement {
  return el("tr", { role: "row" }, el("td", { role: "cell", colspan: columns.length, class: "empty" }, empty));
}

function pagerOf<R>({ one, many, caption }: TableOptions<R>, state: State<R>, redraw: () => void) {
  const where = el("span", { role: "status" });
  const turn = (title: string, by: number) => {
    const button = el("button", { type: "button", "aria-label": `${title} of ${caption}` }, title);
    button.addEventListener("click", () => {
      state.first += by;
      redraw();
    });
    return button;
  };
  const [previous, next] = [turn("Previous page", -PAGE), turn("Next page", PAGE)];
  const draw = () => {
    const { length } = state.rows;
    const last = Math.min(state.first + PAGE, length);
    const all = count(length, one, many);
    where.textContent = length <= PAGE || state.all ? all : `${state.first + 1} to ${last} of ${all}`;
    previous.disabled = state.first === 0;
    next.disabled = last >= length;
    previous.hidden = next.hidden = length <= PAGE;
  };
  return { element: el("p", { class: "pager" }, where, previous, next), draw };
}
