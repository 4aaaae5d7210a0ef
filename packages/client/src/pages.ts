import { unwrap } from "./problems.ts";

interface Page<R> {
  data: R[];
  nextCursor?: string | null;
}
type Init = { params?: { query?: object } } | undefined;

/**
 * Each row of a list, from all its pages in their order: `for await (const task of everyRow(life.work.tasks.list))`. The next page
 * is asked for when the rows before it have been used. Throws a `ProblemError` when the API refuses one.
 */
export async function* everyRow<R, I extends Init>(
  list: (init: I) => Promise<{ data?: Page<R>; error?: unknown; response: Response }>,
  ...args: undefined extends I ? [init?: I] : [init: I]
): AsyncGenerator<R, void, undefined> {
  const [init] = args;
  let cursor: string | null | undefined;
  do {
    const query = cursor ? { ...init?.params?.query, cursor } : init?.params?.query;
    // The same as the caller gave, but for the cursor, which every list takes.
    const page: Page<R> = await unwrap(list({ ...init, params: { ...init?.params, query } } as I));
    yield* page.data;
    cursor = page.nextCursor;
  } while (cursor);
}
