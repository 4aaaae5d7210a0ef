/** Tells once of each budget that more was spent than was there. */
import { type SQL, sql } from "drizzle-orm";
import { budgets } from "#core/finance/budgets.sql";
import { BudgetExceeded } from "#core/finance/events";
import { parts } from "#core/finance/spending";
import { type Booked, bookedIds } from "#core/finance/statements/booked";
import { MAX_ROWS, updateWhere } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { me } from "#kit/table";

/** Changes of other fields move no money between budgets. */
const COUNTED = ["date", "amountCents", "currency", "budgetCategoryId", "householdId", "transferPairId"];

/**
 * Looks at the budgets that something that has happened to a transaction of the speaker's may have exceeded: those of its own month and of
 * later ones, which get what is left over. `changed` has the fields of a change, and is undefined of what is new, gone or back; `isResplit`
 * says that it has other splits now. A budget of a category, currency and month tells once: not again when it was raised and fell short
 * again, or was deleted and made anew. One flight.
 */
export async function note(
  ctx: Ctx,
  transactionId: string,
  { changed, isResplit = false }: { changed?: readonly string[]; isResplit?: boolean },
): Promise<void> {
  const counted = changed?.filter((field) => COUNTED.includes(field));
  if (counted?.length === 0) return;
  await ctx.db.batch([noting(ctx, exceededBy(transactionId, { counted, isResplit }))]);
}

/** The same for all transactions that came in together. One flight. */
export async function noteAmong(ctx: Ctx, booked: Booked): Promise<void> {
  await ctx.db.batch([noting(ctx, exceededByAll(booked))]);
}

const noting = (ctx: Ctx, exceeded: SQL) =>
  // Said of the row itself, too, of which another event may have been told while this statement waited for it.
  updateWhere(
    ctx,
    budgets,
    sql`${budgets.exceededAt} is null and ${budgets.deletedAt} is null and ${budgets.id} in (${exceeded})`,
    { exceededAt: ctx.now().toISOString() },
    { emits: { event: BudgetExceeded } },
  );

/** The budgets `b` that are exceeded and have not told so. */
function exceededBy(
  transactionId: string,
  { counted, isResplit }: { counted: readonly string[] | undefined; isResplit: boolean },
): SQL {
  const isOfIt = sql`${counts} and (b.budget_category_id = t.budget_category_id or t.is_split and exists (
    select from transaction_splits s where s.transaction_id = t.id and s.budget_category_id = b.budget_category_id))`;
  // Where it was before is not looked up. What has lost an expense has more than before; only what has lost money that had come back can
  // have become too little, and that may be any budget.
  const mayHaveLeft = isResplit
    ? sql`true`
    : counted === undefined
      ? sql`false`
      : sql`(t.amount_cents > 0 or t.is_split or ${counted.includes("amountCents")})`;
  const isSeen = sql`(b.user_id = t.user_id or b.household_id = any(my_households()))`;
  return sql`
    select b.id from transactions t
      join budgets b on b.currency = t.currency and b.exceeded_at is null and b.deleted_at is null
        and (${isOfIt} or ${mayHaveLeft} and ${isSeen})
        and (b.month >= date_trunc('month', t.date::timestamp) or ${mayHaveLeft} and ${counted?.includes("date") ?? false})
      join budget_categories c on c.id = b.budget_category_id and c.kind = 'expense',
    lateral (${rest()}) rest
    where t.id = ${transactionId}::uuid and rest.cents < 0
      and ${hasNotTold}
    limit ${MAX_ROWS}::int`;
}

const hasNotTold = sql`not exists (select from budgets told where told.budget_category_id = b.budget_category_id
  and told.currency = b.currency and told.month = b.month and told.exceeded_at is not null)`;

/** Whether a transaction `t` counts in the budget `b`. */
export const counts = sql`case when b.household_id is null then t.user_id = b.user_id else t.household_id = b.household_id end`;

/** The same by transactions that are new, each budget looked at once. */
const exceededByAll = (booked: Booked): SQL => sql`
  with t as materialized (
    select s.category, t.currency, t.user_id, t.household_id, date_trunc('month', min(t.date)::timestamp) as since
    from transactions t cross join lateral (
      select t.budget_category_id as category where not t.is_split
      union all select s.budget_category_id from transaction_splits s where t.is_split and s.transaction_id = t.id) s
    where t.id = any(${bookedIds(booked)}) and t.user_id = ${me} and t.deleted_at is null and s.category is not null
    group by 1, 2, 3, 4)
  select b.id from (
    select distinct on (b.id) b.* from t join budgets b on b.budget_category_id = t.category and b.currency = t.currency
      and b.month >= t.since and b.exceeded_at is null and b.deleted_at is null and ${counts}) b
    join budget_categories c on c.id = b.budget_category_id and c.kind = 'expense',
  lateral (${rest()}) rest
  where rest.cents < 0 and ${hasNotTold}
  limit ${MAX_ROWS}::int`;

/** What is left of the budget `b` with what has come over to it, as reports have it (see reports.ts). */
export function rest(): SQL {
  const alike = (row: SQL) =>
    sql`${row}.budget_category_id = b.budget_category_id and ${row}.currency = b.currency and ${row}.deleted_at is null`;
  const spent = parts(
    sql`${counts} and t.currency = b.currency and t.date >= chain.since and t.date < b.month + interval '1 month'`,
    sql`b.budget_category_id`,
  );
  return sql`
    select (select sum(k.amount_cents) from budgets k where ${alike(sql`k`)} and k.month between chain.since and b.month)
      + coalesce((select sum(p.cents) from (${spent}) p), 0) as cents
    from (select coalesce(min(k.month), b.month) as since from budgets k where ${alike(sql`k`)} and k.month < b.month
      and k.month > coalesce((select max(e.month) from budgets e where ${alike(sql`e`)} and e.month < b.month and not e.rollover), '-infinity')) chain`;
}
