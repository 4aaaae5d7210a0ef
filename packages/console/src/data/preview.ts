/** What an operation would do, asked while the person types, by its `dryRun`: nothing is made. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type Answer, type Body, call, type OperationId, type Params } from "./client.ts";
import type { Key } from "./queries.ts";
import { account } from "./session.ts";

/** Who types does not pause for longer within a word. */
const PAUSE_MS = 250;

/** The answer to the newest `body` after a pause, and until it is there the one before; undefined without one. */
export function usePreview<Id extends OperationId>(
  operation: Id,
  body: Body<Id> | undefined,
  path?: Params<Id>["path"],
): Answer<Id> | undefined {
  const settled = useSettled(body === undefined ? undefined : JSON.stringify(body));
  const query = useQuery({
    queryKey: [operation, { dryRun: settled, path }, account()] satisfies Key,
    queryFn: ({ signal }) => call(operation, { path, body: { ...JSON.parse(settled!), dryRun: true }, signal }),
    enabled: settled !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return body === undefined ? undefined : (query.data as Answer<Id> | undefined);
}

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
