/** The answers of the API that this tab knows. */
import { QueryClient } from "@tanstack/react-query";
import { mapRows, type Row } from "./overlay.ts";

export const queries = new QueryClient({
  defaultOptions: {
    // The client repeats what may be repeated. What others change comes by the stream, so that neither focus nor time asks again.
    queries: { staleTime: 30_000, gcTime: 600_000, retry: false, refetchOnWindowFocus: false, networkMode: "always" },
    mutations: { retry: false, networkMode: "always" },
  },
});

/** `["work.tasks.get", { path: … }, account]`. */
export type Key = readonly [operation: string, params: unknown, account: string | undefined];

/** Writes a row that the API answered into every answer that holds an older version of it. */
export function writeRow(row: Row): void {
  replaceRows((held) => {
    if (held.id !== row.id) return held;
    if (typeof held.version === "number" && typeof row.version === "number" && held.version > row.version) return held;
    return "version" in held ? { ...held, ...row } : { ...held, ...commonFields(held, row) };
  });
}

/** Takes a deleted row out of every list. */
export function dropRow(id: string): void {
  replaceRows((held) => (held.id === id ? undefined : held));
}

/** Whether any answer holds the row, or any of the operations that `isAsked` tells. */
export function holdsRow(id: string, isAsked: (operation: string) => boolean = () => true): boolean {
  let isHeld = false;
  for (const [[operation], data] of queries.getQueriesData({})) {
    if (!isAsked(String(operation))) continue;
    mapRows(data, (row) => {
      isHeld ||= row.id === id;
      return row;
    });
    if (isHeld) return true;
  }
  return false;
}

function replaceRows(map: (row: Row) => Row | undefined): void {
  for (const [key, data] of queries.getQueriesData({})) {
    const next = mapRows(data, map);
    // The answer is as old as it was: only this row is newer.
    const updatedAt = queries.getQueryState(key)?.dataUpdatedAt;
    if (next !== data) queries.setQueryData(key, next, { updatedAt });
  }
}

const commonFields = (held: Row, row: Row) => Object.fromEntries(Object.entries(row).filter(([name]) => name in held));

/** The resource of an operation: `work.tasks` of `work.tasks.list`. */
export const resourceOf = (operation: string): string => operation.slice(0, operation.lastIndexOf("."));
