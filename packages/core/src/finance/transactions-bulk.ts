/**
 * The same said of all transactions that match a filter, a slice at a time, as it is done to tasks: a slice is looked for and then changed
 * under the conditions by which it was looked for, and a repetition under its Idempotency-Key answers with what was changed then.
 */
import { and, type SQL, sql } from "drizzle-orm";
import { TransactionEvents } from "#core/finance/events";
import { search } from "#core/finance/transaction-search";
import { transactions } from "#core/finance/transactions.sql";
import { updateWhere } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { countRead, type ListSpec, listRead, matching } from "#kit/list";
import { mayChange } from "#kit/table-access";

/** The most transactions of one request. */
export const SLICE = 100;
/** The most transactions that are counted; one more stands for more. */
const MAX_COUNTED = 10_000;

/** What many transactions can have in common. */
export const SETTABLE = ["budgetCategoryId", "vendorId", "notes"] as const;

export interface Operation {
  dryRun?: boolean;
  transaction: { budgetCategoryId?: string | null; vendorId?: string | null; notes?: string | null };
}

type Listing = Pick<ListSpec<typeof transactions>, "filter">;

export async function run(ctx: Ctx, listing: Listing, query: Record<string, unknown>, operation: Operation) {
  const { transaction, dryRun } = operation;
  // What a split transaction is for its splits say, so that it is in no state to get a category.
  const isFit = transaction.budgetCategoryId === undefined ? undefined : sql`not ${transactions.isSplit}`;
  const where = and(search.where(ctx, query), mayChange(transactions), isFit);
  const behind = (id: unknown): SQL | undefined =>
    and(where, id === undefined ? undefined : sql`${transactions.id} > ${String(id)}::uuid`);
  const slice = (after: unknown, limit: number) =>
    listRead(transactions, { ...listing, sort: [] }, { ...query, limit, sort: "createdAt" }, behind(after));

  const [matched, found] = await ctx.db.batch([
    countRead(transactions, listing, query, { most: MAX_COUNTED, where: behind(query.after) }),
    slice(query.after, SLICE),
  ]);
  if (dryRun) return { matched, changed: 0, transactionIds: [], next: null };
  const ids = found.data.map(({ id }) => id).join();
  const stillMatches = and(
    sql`${transactions.id} = any(string_to_array(${ids}, ',')::uuid[])`,
    matching(transactions, listing, query),
    where,
  )!;
  const [changed] = await ctx.db.batch([
    updateWhere(ctx, transactions, stillMatches, transaction, { emits: { event: TransactionEvents.updated } }),
  ]);
  const transactionIds = changed.map(({ id }) => id).sort();
  // Not the last one that was looked at: a repetition looks at what has been left since.
  const last = transactionIds.at(-1);
  const [{ data: more }] = last ? await ctx.db.batch([slice(last, 1)]) : [{ data: [] }];
  return { matched, changed: transactionIds.length, transactionIds, next: more.length > 0 ? last! : null };
}
