/** Rows that a person puts into an order by hand, which each keeps as a number (`sortOrder`). */
export interface Ordered {
  id: string;
  sortOrder: number;
}

/** Between two numbers there is room for some more before all have to be numbered anew. */
export const GAP = 1024;

export const byOrder = (a: Ordered, b: Ordered): number => a.sortOrder - b.sortOrder || (a.id < b.id ? -1 : 1);

/** The number of what comes last. */
export const lastPlace = (rows: readonly Ordered[]): number =>
  Math.max(0, ...rows.map(({ sortOrder }) => sortOrder)) + GAP;
