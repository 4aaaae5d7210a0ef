/** Finds transactions by words, and by what they count for. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { transactions } from "#core/finance/transactions.sql";
import type { Search } from "#kit/crud";
import { inContract } from "#kit/parameters";
import { Text, Uuid } from "#kit/wire";

/** Words that more transactions have find the newest of them. */
export const MAX_FOUND = 10_000;

const Category = inContract(
  Text(36, 1).check(z.regex(/^(?:none|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/)),
  () => z.union([z.literal("none"), Uuid]),
);

export const search: Search = {
  parameters: { q: z.optional(Text(200, 1)), countsFor: z.optional(Category) },
  where(_, { q, countsFor }) {
    const conditions: SQL[] = [];
    if (typeof q === "string")
      conditions.push(sql`${transactions.id} in (select find_transactions(${q}, ${MAX_FOUND}::int))`);
    if (typeof countsFor === "string") conditions.push(counting(countsFor));
    return conditions.length > 0 ? sql.join(conditions, sql` and `) : undefined;
  },
};

/** By itself, or by one of its splits. */
function counting(category: string): SQL {
  const { id, budgetCategoryId, isSplit } = transactions;
  const is = (column: SQL) => (category === "none" ? sql`${column} is null` : sql`${column} = ${category}::uuid`);
  return sql`(not ${isSplit} and ${is(sql`${budgetCategoryId}`)} or ${isSplit} and exists (
    select from transaction_splits s where s.transaction_id = ${id} and ${is(sql`s.budget_category_id`)}))`;
}
