/**
 * Lists of any length, read page by page. Each page is a query of its own, identified by its cursor. All cursors are kept, and the rows of the
 * pages near the visible ones. A visible page is not read again, so nothing moves under the pointer: changed rows are replaced in place, and
 * new rows at the top wait until the person asks for them.
 */
import { useQueries } from "@tanstack/react-query";
import { useCallback, useMemo, useReducer, useSyncExternalStore } from "react";
import { type Answer, call, type OperationId } from "./client.ts";
import { earlyOr } from "./early.ts";
import { type Row, useOverlay, withPatches } from "./overlay.ts";
import { type Problem, problemOfError } from "./problem.ts";
import { type Key, queries } from "./queries.ts";
import type { Given } from "./read.ts";
import { account } from "./session.ts";

/** The row of a list's answer. */
export type RowOf<Id extends OperationId> = Answer<Id> extends { data: (infer R)[] } ? R : never;

/** What src/ui/List.tsx shows. */
export interface Rows<T> {
  state: "loading" | "empty" | "failed" | "ready";
  /** How many rows are known; there may be more. */
  count: number;
  hasMore: boolean;
  /** Undefined while its page is on its way. */
  at: (index: number) => T | undefined;
  /** Says which rows are seen, so that the pages around them are read. */
  show: (first: number, last: number) => void;
  problem: Problem | undefined;
  retry: () => void;
  /** How many rows came above since the list was read. */
  newer: number;
  showNewer: () => void;
  /** The same list has the same name: for what is remembered of it. */
  key: string;
  /** Where it was scrolled to; kept, so that it is found there on the way back. */
  scroll: { top: number };
  /** When the oldest of the pages that are seen was read. */
  readAt: Date | undefined;
}

interface Page {
  data: Row[];
  nextCursor: string | null;
}

/** As many as the API gives at once. */
const PAGE_ROWS = 100;
const KEPT_PAGES = 30;

/** What is known of a list beside its rows, for as long as the tab is open. */
interface Known {
  key: string;
  operation: OperationId;
  params: { path?: object; query?: object };
  /** Where each page begins; the first at none. One more than there are pages, when there are more rows. */
  cursors: (string | undefined)[];
  /** How many rows each page has. */
  sizes: number[];
  /** The pages that are seen. */
  first: number;
  last: number;
  scroll: { top: number };
  newer: Page | undefined;
  newerCount: number;
}

const lists = new Map<string, Known>();
const listeners = new Set<() => void>();
let version = 0;

export function useList<Id extends OperationId>(operation: Id, ...[params = {}]: Partial<Given<Id>>): Rows<RowOf<Id>> {
  const known = listOf(operation, params);
  const [, render] = useReducer((n: number) => n + 1, 0);
  const newsVersion = useSyncExternalStore(subscribe, () => version);
  const overlay = useOverlay();
  const wanted = pagesAround(known);
  const results = useQueries({ queries: wanted.map((page) => pageQuery(known, page)) });
  // An answer that was kept from before was not read by this tab.
  if (known.sizes.length === 0 && results[0]?.data) record(known, 0, results[0].data);

  // biome-ignore lint/correctness/useExhaustiveDependencies: versions stand for the patches and for what arrived.
  const pages = useMemo(() => {
    const found = new Map<number, Row[]>();
    for (const [at, page] of wanted.entries()) {
      const data = results[at]?.data;
      if (data) found.set(page, withPatches(data.data));
    }
    return found;
  }, [
    overlay,
    newsVersion,
    known,
    wanted.join(),
    results.map(({ dataUpdatedAt, data }) => `${dataUpdatedAt} ${data?.data.length}`).join(),
    ...results.map(({ data }) => data),
  ]);

  const starts = startsOf(known, pages);
  const count = starts.at(-1)!;
  const show = useCallback(
    (firstRow: number, lastRow: number) => {
      const current = startsOf(known, pages);
      const first = pageAt(current, firstRow);
      const last = pageAt(current, lastRow + 1);
      if (first === known.first && last === known.last) return;
      known.first = first;
      known.last = last;
      render();
    },
    [known, pages],
  );
  const failed = results.find(({ error }) => error !== null);
  const isFirstPending = results[0]?.isPending ?? true;
  const readAt = Math.min(...results.map(({ dataUpdatedAt }) => dataUpdatedAt || Number.POSITIVE_INFINITY));

  return {
    state:
      isFirstPending && count === 0 ? "loading" : failed && count === 0 ? "failed" : count === 0 ? "empty" : "ready",
    count,
    hasMore: known.cursors.length > known.sizes.length && known.sizes.length > 0,
    at: (index) => {
      const page = pageAt(starts, index);
      // The rows of this operation are what its answer's type says.
      return pages.get(page)?.[index - starts[page]!] as RowOf<Id> | undefined;
    },
    show,
    problem: failed?.error ? problemOfError(failed.error) : undefined,
    retry: () => {
      for (const result of results) if (result.error) void result.refetch();
    },
    newer: known.newerCount,
    showNewer: () => showNewer(known),
    key: known.key,
    scroll: known.scroll,
    readAt: Number.isFinite(readAt) ? new Date(readAt) : undefined,
  };
}

/** Begins to read the first page, for a page's `load`. */
export function prefetchList<Id extends OperationId>(operation: Id, ...[params = {}]: Partial<Given<Id>>): void {
  void queries.prefetchQuery(pageQuery(listOf(operation, params), 0));
}

/** Looks whether rows came above in the lists of a resource. `mine`: they are the person's own doing, and shown at once. */
export async function lookForNewer(resource: string, { mine = false } = {}): Promise<void> {
  readWholeListsAnew(resource);
  for (const known of lists.values()) {
    if (!known.operation.startsWith(`${resource}.`) || known.sizes.length === 0) continue;
    if (!isShown(known)) {
      // Nobody looks at it: it begins anew when somebody does.
      forget(known);
      continue;
    }
    const page = await ask(known, undefined).catch(() => undefined);
    const first = queries.getQueryData<Page>(keyOf(known, 0));
    if (!page || !first) continue;
    const held = new Set(first.data.map(({ id }) => id));
    const fresh = page.data.filter(({ id }) => !held.has(id));
    if (fresh.length === 0) continue;
    known.newer = page;
    known.newerCount = fresh.length;
    // Above a list without rows there is no place that anybody could lose.
    if (mine || first.data.length === 0) showNewer(known);
    else tell();
  }
}

/** Lists that were read as one answer (`useRead`) are short and shown whole: they are read again. Pages of the others have a cursor. */
function readWholeListsAnew(resource: string): void {
  void queries.invalidateQueries({
    predicate: ({ queryKey: [operation, params] }) =>
      // The second part of every key is what the operation was asked with.
      operation === `${resource}.list` && !("cursor" in ((params as { query?: object }).query ?? {})),
  });
}

/** Reads the lists of a resource from their beginning, after so many changes that following each would take long. */
export async function beginListsAnew(resource: string): Promise<void> {
  for (const known of lists.values()) {
    if (!known.operation.startsWith(`${resource}.`)) continue;
    forget(known);
    await queries.refetchQueries({ queryKey: keyOf(known, 0), exact: true, type: "active" });
  }
  tell();
}

function showNewer(known: Known): void {
  const { newer } = known;
  forget(known);
  if (newer) queries.setQueryData(keyOf(known, 0), record(known, 0, newer));
  else void queries.refetchQueries({ queryKey: keyOf(known, 0), exact: true });
  tell();
}

/** A list from its first page again, as it was never read. By exact keys: otherwise lists with a further filter would match, too. */
function forget(known: Known): void {
  for (let page = 1; page < known.cursors.length; page++)
    queries.removeQueries({ queryKey: keyOf(known, page), exact: true });
  Object.assign(known, { cursors: [undefined], sizes: [], first: 0, last: 0, newer: undefined, newerCount: 0 });
  if (!isShown(known)) queries.removeQueries({ queryKey: keyOf(known, 0), exact: true });
}

const isShown = (known: Known): boolean =>
  queries
    .getQueryCache()
    .find({ queryKey: keyOf(known, 0) })
    ?.isActive() ?? false;

function listOf(operation: OperationId, params: Known["params"]): Known {
  const key = JSON.stringify([operation, params, account()]);
  let known = lists.get(key);
  if (!known) {
    known = {
      key,
      operation,
      params,
      cursors: [undefined],
      sizes: [],
      first: 0,
      last: 0,
      scroll: { top: 0 },
      newer: undefined,
      newerCount: 0,
    };
    // What is asked before it is known who asks is nobody's list.
    if (account() !== undefined) lists.set(key, known);
  }
  return known;
}

/** The first page, and those around what is seen with one more below, as far as they are known. */
function pagesAround(known: Known): number[] {
  const from = Math.max(0, known.first - KEPT_PAGES / 2);
  const to = Math.min(known.cursors.length - 1, known.last + 1);
  const around = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
  return around[0] === 0 ? around : [0, ...around];
}

const keyOf = (known: Known, page: number): Key => [
  known.operation,
  { ...known.params, query: { limit: PAGE_ROWS, ...known.params.query, cursor: known.cursors[page] } },
  account(),
];

const pageQuery = (known: Known, page: number) => ({
  queryKey: keyOf(known, page),
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    record(
      known,
      page,
      await earlyOr(known.operation, keyOf(known, page)[1] as object, signal, (until) =>
        ask(known, known.cursors[page], until),
      ),
    ),
  staleTime: Number.POSITIVE_INFINITY,
});

async function ask(known: Known, cursor: string | undefined, signal?: AbortSignal): Promise<Page> {
  const query = { limit: PAGE_ROWS, ...known.params.query, ...(cursor && { cursor }) };
  // Every list answers so; its rows have the type of the operation.
  return (await call(known.operation, { path: known.params.path, query, signal })) as unknown as Page;
}

/** Notes where the next page begins. If that has changed, the pages below are forgotten. */
function record(known: Known, page: number, answer: Page): Page {
  known.sizes[page] = answer.data.length;
  const next = answer.nextCursor ?? undefined;
  const isAsBefore = known.cursors.length > page + 1 ? known.cursors[page + 1] === next : next === undefined;
  if (!isAsBefore) {
    known.cursors.length = page + 1;
    known.sizes.length = page + 1;
    if (next !== undefined) known.cursors.push(next);
  }
  return answer;
}

/** At which row each page begins, and at last how many rows there are. */
function startsOf(known: Known, pages: ReadonlyMap<number, Row[]>): number[] {
  const starts = [0];
  for (const [page, size] of known.sizes.entries()) starts.push(starts[page]! + (pages.get(page)?.length ?? size));
  return starts;
}

/** The page that holds a row: the last one that begins at it or before. */
function pageAt(starts: readonly number[], row: number): number {
  let low = 0;
  let high = Math.max(0, starts.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= row) low = middle;
    else high = middle - 1;
  }
  return row >= starts.at(-1)! ? starts.length - 1 : low;
}

function tell(): void {
  version++;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
