import { unwrap } from "./problems.ts";

interface Page<R> {
  data: R[];
  nextCursor?: string | null;
}
type Init = { params?: { query?: object } } | undefined;

/**
 * Yields each row of a list, from all its pages in order: `for await (const task of everyRow(life.work.tasks.list))`. The next
 * page is requested when the rows before it have been used. Throws a `ProblemError` when the API refuses a page.
 */
export async function* everyRow<R, I extends Init>(
  list: (init: I) => Promise<{ data?: Page<R>; error?: unknown; response: Response }>,
  ...args: undefined extends I ? [init?: I] : [init: I]
): AsyncGenerator<R, void, undefined> {
  const [init] = args;
  let cursor: string | null | undefined;
  do {
    const query = cursor ? { ...init?.params?.query, cursor } : init?.params?.query;
    // The caller's own query with the cursor, which every list accepts.
    const page: Page<R> = await unwrap(list({ ...init, params: { ...init?.params, query } } as I));
    yield* page.data;
    cursor = page.nextCursor;
  } while (cursor);
}
