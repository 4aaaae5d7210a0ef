/**
 * Changes of the person that the API has not confirmed yet: patches by row, which every read applies to its answer. Rows are recognised by
 * their id anywhere in an answer, because ids are unique across all tables.
 */
import { useSyncExternalStore } from "react";

export type Fields = Readonly<Record<string, unknown>>;
type Patch = { fields: Fields } | { isRemoved: true };

const patches = new Map<string, Patch[]>();
const listeners = new Set<() => void>();
let version = 0;

/** Lays `patch` over the row until the returned function is called. */
export function lay(rowId: string, patch: Patch): () => void {
  patches.set(rowId, [...(patches.get(rowId) ?? []), patch]);
  changed();
  return () => {
    const left = (patches.get(rowId) ?? []).filter((one) => one !== patch);
    if (left.length > 0) patches.set(rowId, left);
    else patches.delete(rowId);
    changed();
  };
}

/** Changes with every patch, so that what applied them applies them anew. */
export const useOverlay = (): number => useSyncExternalStore(subscribe, () => version);

/** The answer with all patches applied; the same object when there is nothing to apply. */
export function withPatches<T>(data: T): T {
  if (patches.size === 0) return data;
  return mapRows(data, (row) => {
    const laid = patches.get(row.id);
    if (!laid) return row;
    if (laid.some((patch) => "isRemoved" in patch)) return undefined;
    const fields: Fields = Object.assign({}, ...laid.map((patch) => ("fields" in patch ? patch.fields : {})));
    return laidOver(row, fields);
  });
}

/** Fields that a row does not have in this answer stay away from it: another answer may show less of it. */
export function laidOver(row: Row, fields: Fields): Row {
  const fitting = Object.entries(fields).filter(([name]) => name in row);
  return fitting.some(([name, value]) => row[name] !== value) ? { ...row, ...Object.fromEntries(fitting) } : row;
}

export type Row = { readonly id: string } & Fields;

/** Answers nest a few levels of rows; deeper is free form. */
const MAX_DEPTH = 6;

/**
 * `data` with each row replaced by what `map` makes of it; a row of a list of which it makes undefined is left out. What does not change stays
 * the same object.
 */
export function mapRows<T>(data: T, map: (row: Row) => Row | undefined): T {
  // Whatever is mapped keeps the shape of what the answer's type says.
  return mapped(data, map, 0) as T;
}

function mapped(value: unknown, map: (row: Row) => Row | undefined, depth: number): unknown {
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) =>
      isRow(item) && map(item) === undefined ? undefined : mapped(item, map, depth + 1),
    );
    const kept = items.filter((item) => item !== undefined);
    return kept.length === value.length && kept.every((item, at) => item === value[at]) ? value : kept;
  }
  const row = isRow(value) ? (map(value) ?? value) : (value as Fields);
  let next: Record<string, unknown> | undefined;
  for (const [name, inner] of Object.entries(row)) {
    if (typeof inner !== "object" || inner === null) continue;
    const after = mapped(inner, map, depth + 1);
    if (after === inner) continue;
    next ??= { ...row };
    next[name] = after;
  }
  return next ?? row;
}

const isRow = (value: unknown): value is Row =>
  typeof value === "object" && value !== null && typeof (value as { id?: unknown }).id === "string";

function changed(): void {
  version++;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
