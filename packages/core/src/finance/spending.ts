/** Which money counts as spent, said once for reports and budgets. */
import { type SQL, sql } from "drizzle-orm";

/**
 * The condition that a transaction `t` counts: it is there, and no half of a transfer between own accounts. A pending one counts, since the
 * bank's row completes it in its place.
 */
export const countsAsSpending = sql.raw("t.deleted_at is null and t.transfer_pair_id is null and t.kind = 'ordinary'");

/**
 * What counts, in the rows `date, currency, category, cents`: each transaction `t` that meets `where`, or its splits instead of it. Of one
 * `category` only, an expression in SQL, when it is given. Whether a category is one of transfers is not looked at here.
 */
export function parts(where: SQL, category?: SQL): SQL {
  const under = (table: SQL) => (category ? sql` and ${table}.budget_category_id = ${category}` : sql``);
  return sql`
    select t.date, t.currency, t.budget_category_id as category, t.amount_cents as cents
    from transactions t where ${countsAsSpending} and not t.is_split and ${where}${under(sql`t`)}
    union all
    select t.date, t.currency, s.budget_category_id, s.amount_cents
    from transactions t join transaction_splits s on s.transaction_id = t.id
    where ${countsAsSpending} and t.is_split and ${where}${under(sql`s`)}`;
}
