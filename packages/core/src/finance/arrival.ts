/** What happens to a transaction when it arrives: the rules of its person, its vendor with the vendor's category, and what its bank says it is for. */
import { sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { namesOfBankCategory } from "#core/finance/bank-categories";
import { TransactionEvents } from "#core/finance/events";
import type { TransactionRow } from "#core/finance/rule-applications";
import { type Columns, MAX_STEPS, outcomeOf, testOf } from "#core/finance/rule-matching";
import { namedByRules } from "#core/finance/rules";
import { transactionRules } from "#core/finance/rules.sql";
import { transactions } from "#core/finance/transactions.sql";
import { vendorNamed } from "#core/household/vendors";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { isConflict } from "#kit/problem";
import { rowRead } from "#kit/row";
import { me } from "#kit/table";

/** More active rules than are asked: those that come first are. */
export const MAX_RULES = 500;
const ATTEMPTS = 3;
const MOVED = "transactions_moved";

/**
 * Sorts a new transaction in. Rules decide before the vendor's default does, and that before the bank. What a person said when they entered it by hand stays:
 * `isByHand` leaves a category and a vendor that it has. So does what a person has corrected since it came, which may be before the event
 * of its arrival is delivered, and before a receipt completes it.
 */
export async function sortIn(ctx: Ctx, id: string, { isByHand }: { isByHand: boolean }): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const [row, rules, named, corrected] = await ctx.db.batch([
      rowRead(transactions, id),
      ...rulesRead(),
      correctedIn(id),
    ]);
    if (row?.kind !== "ordinary" || row.userId !== ctx.actor.userId) return;
    const [seller, category] = await ctx.db.batch([sellerOf(row), categoryByBank(row)]);
    const tests = rules.map(({ conditions, actions }) => ({ test: testOf(conditions), actions }));
    const { set, skipped } = outcomeOf(tests, row, named, { left: MAX_STEPS });
    for (const place of skipped)
      ctx.log("warn", "a rule takes too long and was left out", { transactionId: id, ruleId: rules[place]!.id });
    const isSaid = (key: string) =>
      corrected.has(key) ||
      (isByHand && ((key === "budgetCategoryId" && row.budgetCategoryId) || (key === "vendorId" && row.vendorId)));
    const sold = withSeller(row, withoutSaid(set, isSaid), seller);
    const values = withoutSaid(withBank(row, sold, category), isSaid);
    if (Object.keys(values).length === 0) return;
    try {
      await ctx.db.batch([
        update(
          ctx,
          transactions,
          sql`${transactions.id} = ${id}::uuid and ${transactions.version} = ${row.version} and ${transactions.deletedAt} is null`,
          values,
          { emits: { event: TransactionEvents.updated }, orConflict: MOVED },
        ),
      ]);
      return;
    } catch (error) {
      if (!isConflict(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** The speaker's active rules in their order, and what their actions name that the speaker sees. */
export function rulesRead() {
  const isAsked = sql`${transactionRules.userId} = ${me} and ${transactionRules.isActive}`;
  const order = sql`${transactionRules.priority}, ${transactionRules.id}`;
  return [rowsRead(transactionRules, isAsked, { order, limit: MAX_RULES }), namedByRules(isAsked)] as const;
}

const withoutSaid = (columns: Columns, isSaid: (key: string) => unknown): Columns =>
  Object.fromEntries(Object.entries(columns).filter(([key]) => !isSaid(key)));

/** The columns that people, and not rules on arrival, have changed of a transaction since it is there. */
function correctedIn(id: string): Read<Set<string>> {
  const query = read<{ key: string }>(sql`
    select distinct unnest(e.changed) as key from events e
    where e.entity_type = ${TransactionEvents.updated.entityType} and e.entity_id = ${id}::uuid
      and e.event_type = ${TransactionEvents.updated.type} and e.origin in ('api', 'agent')`);
  return { ...query, decode: (result) => new Set(query.decode(result).map(({ key }) => key)) };
}

export interface Seller {
  id: string;
  /** The speaker's own category that is called like the vendor's default one. */
  budgetCategoryId: string | null;
}

/** The speaker's own category that is called like the default one of a vendor `v`. */
export const categoryOfVendor = sql`(select c.id from budget_categories c
  where c.user_id = ${me} and c.household_id is null and c.deleted_at is null and lower(c.name) = lower(v.default_category)
  order by c.id limit 1)`;

/** The vendor that a transaction has, or else the one that its merchant's name means. */
function sellerOf({ vendorId, merchantName }: TransactionRow): Read<Seller | undefined> {
  const which = vendorId
    ? sql`${vendorId}::uuid`
    : merchantName
      ? sql`(select named.id from (${vendorNamed(merchantName).sql}) named)`
      : sql`null::uuid`;
  const query = read<Seller>(sql`
    select v.id, ${categoryOfVendor} as "budgetCategoryId"
    from vendors v where v.id = ${which}`);
  return { ...query, decode: (result) => query.decode(result)[0] };
}

/** The speaker's own category that is called like what the bank takes the transaction to be for. */
function categoryByBank({ bankCategory }: TransactionRow): Read<string | undefined> {
  const names = JSON.stringify(bankCategory === null ? [] : namesOfBankCategory(bankCategory));
  const query = read<{ id: string }>(sql`
    select c.id from budget_categories c join jsonb_array_elements_text(${names}::jsonb) with ordinality named(name, place) on lower(c.name) = named.name
    where c.user_id = ${me} and c.household_id is null and c.deleted_at is null order by named.place, c.id limit 1`);
  return { ...query, decode: (result) => query.decode(result)[0]?.id };
}

const withBank = (
  { budgetCategoryId, isSplit }: TransactionRow,
  set: Columns,
  category: string | undefined,
): Columns =>
  category === undefined || set.budgetCategoryId !== undefined || budgetCategoryId !== null || isSplit
    ? set
    : { ...set, budgetCategoryId: category };

/** The columns with the vendor and its category, where neither the row nor a rule has others. */
export function withSeller(
  row: Pick<TransactionRow, "vendorId" | "budgetCategoryId" | "isSplit">,
  set: Columns,
  seller: Seller | undefined,
): Columns {
  if (!seller) return set;
  const hasVendor = set.vendorId !== undefined || row.vendorId !== null;
  const isSeller = (set.vendorId ?? row.vendorId ?? seller.id) === seller.id;
  const hasCategory = set.budgetCategoryId !== undefined || row.budgetCategoryId !== null || row.isSplit;
  return {
    ...set,
    ...(!hasVendor && { vendorId: seller.id }),
    ...(!hasCategory && isSeller && seller.budgetCategoryId && { budgetCategoryId: seller.budgetCategoryId }),
  };
}
