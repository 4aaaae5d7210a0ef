/** Budgets: the currency of a new one, and the copy of a month. A budget counts what is in its own currency, and nothing is converted. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { PAYS_WITH } from "#core/finance/accounts";
import { budgets } from "#core/finance/budgets.sql";
import { BudgetEvents } from "#core/finance/events";
import { financeFields } from "#core/finance/sayings";
import { changingMany, readable, rowEvent } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import { effect, read } from "#kit/db";
import { isConflict, type Refusals, wrongInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { me } from "#kit/table";
import { Day } from "#kit/wire";

/** A month by its first day. */
export const Month = /* @__PURE__ */ Day.check(z.regex(/-01$/, financeFields.sentences.must_begin_month));

export const refusals: Refusals = {
  no_expense: () => wrongInput("#/budgetCategoryId", financeFields("no_expense")),
};

/** The currency of the account that the speaker would pay with, as `mainCurrency` judges. */
const currency = sql`coalesce((
  select a.currency from accounts a
  where a.user_id = ${me} and a.deleted_at is null and not a.is_closed and a.type = any(${sql.raw(`'{${PAYS_WITH.join()}}'`)})
  order by array_position(${sql.raw(`'{${PAYS_WITH.join()}}'::text[]`)}, a.type), a.id limit 1), 'USD')`;

/** The body of a create, with the main currency where it has none. */
export const created = <B extends { currency?: string }>(body: B) =>
  body.currency === undefined ? { ...body, currency } : body;

/** Whose budgets and categories `b` are meant: a household's, or those that the speaker has alone. */
export const ofWhom = (householdId: string | undefined): SQL =>
  householdId === undefined
    ? sql`b.user_id = ${me} and b.household_id is null`
    : sql`b.household_id = ${householdId}::uuid`;

/** A copy adds so many budgets at most. */
export const MAX_COPIED = 500;

/**
 * Gives the categories that had a budget in the month before, and have none, the same one in this month. One flight. Throws InvalidInput
 * for a household that is not the speaker's.
 */
export async function copy(ctx: Ctx, { month, householdId }: { month: string; householdId?: string }) {
  const source = sql`
    insert into ${budgets} (budget_category_id, household_id, month, currency, amount_cents, rollover)
    select b.budget_category_id, b.household_id, ${month}::date, b.currency, b.amount_cents, b.rollover
    from budgets b join budget_categories c on c.id = b.budget_category_id and c.deleted_at is null and c.kind = 'expense'
    where ${ofWhom(householdId)} and b.deleted_at is null and b.month = (${month}::date - interval '1 month')::date
      and not exists (select from budgets there where there.budget_category_id = b.budget_category_id
        and there.currency = b.currency and there.month = ${month}::date and there.deleted_at is null)
    order by b.id limit ${MAX_COPIED}::int
    on conflict do nothing
    returning *, '{budgetCategoryId,month,currency,amountCents,rollover}'::text[] as "~changed", '{}'::jsonb as "~previous"`;
  const event = rowEvent(ctx, budgets, readable(budgets), { event: BudgetEvents.created }, sql``);
  const unlessMine = effect(
    sql`select raise_problem('LF005', ${NOT_MINE}) where not (select "isMine" from (${isMine(householdId)}) m)`,
  );
  try {
    const [, made] = await ctx.db.batch([unlessMine, changingMany(budgets, source, [event])]);
    return { copied: made.length };
  } catch (error) {
    throw isConflict(error) && (error as { detail?: string }).detail === NOT_MINE
      ? NoSuchHousehold("#/householdId")
      : error;
  }
}

const NOT_MINE = "household_not_mine";

/** Whether the speaker is a member of a household; yes for none. */
export const isMyHousehold = (householdId: string | undefined) => read<{ isMine: boolean }>(isMine(householdId));

const isMine = (householdId: string | undefined): SQL =>
  sql`select coalesce(${householdId ?? null}::uuid = any(my_households()), true) as "isMine"`;

export const NoSuchHousehold = (place: Parameters<typeof wrongInput>[0]) =>
  wrongInput(place, fieldSayings("does_not_exist"));
