/** Reads by operation id. What a page reads it says once: `useRead("work.tasks.get", { path: { taskId } })`. */
import { queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Answer, call, type OperationId, type Params } from "./client.ts";
import { earlyOr } from "./early.ts";
import { useOverlay, withPatches } from "./overlay.ts";
import { type Problem, problemOfError } from "./problem.ts";
import { type Key, queries } from "./queries.ts";
import { account } from "./session.ts";

/** `params` may be left out where the operation needs none. */
export type Given<Id extends OperationId> = [Needed<Params<Id>>] extends [never]
  ? [params?: Params<Id>]
  : [params: Params<Id>];

/** What has to be there: of an operation without a path or a query the contract says nothing about them. */
type Needed<P> = { [K in keyof P]-?: unknown extends P[K] ? never : undefined extends P[K] ? never : K }[keyof P];

export interface Reading<T> {
  /** The answer with the person's own changes laid over it; undefined until it is there. */
  data: T | undefined;
  /** Why the newest attempt failed; older data may still be there. */
  problem: Problem | undefined;
  /** True until there is anything to show. */
  isLoading: boolean;
  /** When the data was read, for what is shown without a connection. */
  readAt: Date | undefined;
  retry: () => void;
}

/** The query of an operation, for `queries.ensureQueryData` and the like. */
export function read<Id extends OperationId>(id: Id, ...[params]: Given<Id>) {
  return queryOptions({
    queryKey: [id, params ?? {}, account()] satisfies Key,
    queryFn: ({ signal }): Promise<Answer<Id>> =>
      earlyOr(id, params ?? {}, signal, (until) => call(id, { ...params, signal: until })),
  });
}

/** Begins to read, for a page's `load`. It never throws: the page says what went wrong. */
export function prefetch<Id extends OperationId>(id: Id, ...given: Given<Id>): void {
  void queries.prefetchQuery(read(id, ...given));
}

/** Reads while the component is there. With `undefined` in place of the parameters it waits. */
export function useRead<Id extends OperationId>(id: Id, ...given: Given<Id> | [undefined]): Reading<Answer<Id>> {
  return useReading(id, given, false);
}

/** The same again every so many seconds while the tab is seen: for what no event tells of, such as the health of the deployment. */
export function useReadEvery<Id extends OperationId>(
  seconds: number,
  id: Id,
  ...given: Given<Id> | [undefined]
): Reading<Answer<Id>> {
  return useReading(id, given, seconds * 1_000);
}

function useReading<Id extends OperationId>(
  id: Id,
  given: Given<Id> | [undefined],
  refetchInterval: number | false,
): Reading<Answer<Id>> {
  const [params] = given as Given<Id>;
  const isWaiting = given.length > 0 && params === undefined;
  const query = useQuery({ ...read<Id>(id, ...([params] as Given<Id>)), enabled: !isWaiting, refetchInterval });
  const overlay = useOverlay();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the overlay's version stands for the patches that are applied.
  const data = useMemo(() => withPatches(query.data), [query.data, overlay]);
  return {
    data: data as Answer<Id> | undefined,
    problem: query.error ? problemOfError(query.error) : undefined,
    isLoading: query.isPending && !isWaiting,
    readAt: query.dataUpdatedAt ? new Date(query.dataUpdatedAt) : undefined,
    retry: () => void query.refetch(),
  };
}

/** The answers to one operation for several rows, in their order; undefined where it is not there yet. */
export function useReads<Id extends OperationId>(id: Id, params: readonly Params<Id>[]): (Answer<Id> | undefined)[] {
  useOverlay();
  const results = useQueries({
    queries: params.map((one) => ({
      queryKey: [id, one, account()] satisfies Key,
      queryFn: ({ signal }: { signal: AbortSignal }): Promise<Answer<Id>> => call(id, { ...one, signal }),
    })),
  });
  return results.map(({ data }) => withPatches(data));
}
