/** The order that people make by hand: of categories within their group, and of rules. */
import { GAP, type Ordered } from "#console/data/ordered.ts";

/** Groups stand where their first category does. */
export function grouped<C extends { groupName: string | null }>(
  all: readonly C[],
): { name: string | null; categories: C[] }[] {
  const groups = Map.groupBy(all, ({ groupName }) => groupName);
  return [...groups].map(([name, categories]) => ({ name, categories }));
}

/**
 * Which rows get which number, so that the one at `from` of its group stands `by` places further. `all` and `group` are in order. The others of the
 * group keep their places among those of other groups: where the numbers of the group are all different they are only handed round.
 */
export function moved<C extends Ordered>(
  all: readonly C[],
  group: readonly C[],
  from: number,
  by: number,
): { id: string; sortOrder: number }[] {
  const to = Math.max(0, Math.min(from + by, group.length - 1));
  const row = group[from];
  if (!row || to === from) return [];
  const after = group.filter((one) => one !== row);
  after.splice(to, 0, row);
  const numbers = group.map(({ sortOrder }) => sortOrder);
  if (new Set(numbers).size === numbers.length)
    return after.flatMap(({ id, sortOrder }, at) =>
      sortOrder === numbers[at] ? [] : [{ id, sortOrder: numbers[at]! }],
    );
  // Several have the same number, as those do that nobody has moved yet: all are numbered anew.
  const places = new Map(group.map(({ id }, at) => [id, after[at]!]));
  return all.flatMap((one, at) => {
    const { id, sortOrder } = places.get(one.id) ?? one;
    const number = (at + 1) * GAP;
    return sortOrder === number ? [] : [{ id, sortOrder: number }];
  });
}
